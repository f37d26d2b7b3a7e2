import assert from "node:assert/strict";
import test from "node:test";
import { Waiting } from "../../../assets/live/waiting.js";

/** @param {number[]} epochs */
function waiting(...epochs) {
  /** @type {Waiting<{ epoch: number, id: number }>} */
  const list = new Waiting(5);
  for (const [id, epoch] of epochs.entries()) list.add({ epoch, id });
  return list;
}

test("while a run plays the newest that is not later holds", () => {
  const list = waiting(30, 10, 20);
  assert.equal(list.at(9, false), undefined);
  assert.equal(list.at(10, false)?.epoch, 10);
  assert.equal(list.at(29, false)?.epoch, 20);
  assert.equal(list.at(1000, false)?.epoch, 30);
});

test("where a run stands only what is of this very epoch holds", () => {
  const list = waiting(0, 10);
  assert.equal(list.at(5, true), undefined);
  assert.equal(list.at(10, true)?.epoch, 10);
  assert.equal(list.at(0, true)?.epoch, 0);
});

test("one of the same epoch takes the place of the one before", () => {
  assert.equal(waiting(10, 10).at(10, true)?.id, 1);
});

test("of many, those that came first are dropped", () => {
  const list = waiting(60, 50, 40, 30, 20, 10);
  assert.equal(list.at(60, true), undefined);
  assert.equal(list.at(100, false)?.epoch, 50);
});

test("nothing holds after it was cleared", () => {
  const list = waiting(1, 2);
  list.clear();
  assert.equal(list.at(2, false), undefined);
});
