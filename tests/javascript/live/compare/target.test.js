import assert from "node:assert/strict";
import test from "node:test";
import { costAt, shareOf, stepped, suggestion } from "../../../../assets/live/compare/target.js";

/** @type {[number, number]} */
const LINEAR = [0, 0.8];
/** @type {[number, number]} */
const LOG = [-3, 0];

test("a cost stands where the axis has it, linear or logarithmic", () => {
  assert.equal(shareOf(0.2, LINEAR, false), 0.25);
  assert.ok(Math.abs(shareOf(0.1, LOG, true) - 2 / 3) < 1e-12);
});

test("a height of the axis is a cost of two digits that count, and none beyond its ends", () => {
  assert.equal(costAt(0.2513, LINEAR, false), 0.2);
  assert.equal(costAt(2, LINEAR, false), 0.8);
  assert.equal(costAt(2 / 3, LOG, true), 0.1);
});

test("no cost is 0: none would reach it", () => {
  assert.ok(costAt(0, LINEAR, false) > 0);
  assert.ok(costAt(0, LOG, true) > 0);
});

for (const [range, isLog] of /** @type {[[number, number], boolean][]} */ ([
  [LINEAR, false],
  [LOG, true],
]))
  test(`arrow keys move it up and down, ${isLog ? "logarithmic" : "linear"}`, () => {
    assert.ok(stepped(0.1, 1, range, isLog) > 0.1);
    assert.ok(stepped(0.1, -1, range, isLog) < 0.1);
    assert.equal(stepped(costAt(1, range, isLog), 1, range, isLog), costAt(1, range, isLog));
  });

test("a target is suggested below the cost of the start", () => {
  assert.equal(suggestion(0.7), 0.2);
  assert.ok(suggestion(Number.NaN) > 0);
  assert.ok(suggestion(0) > 0);
});
