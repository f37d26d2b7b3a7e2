import assert from "node:assert/strict";
import test from "node:test";
import { liesOn } from "../../../../assets/live/plane/free_labels.js";

/** @param {number} left @param {number} top */
const box = (left, top) => ({ left, top, right: left + 20, bottom: top + 10 });

test("a number lies on a score that it overlaps, or touches", () => {
  assert.ok(liesOn(box(0, 0), [box(100, 100), box(10, 5)]));
  assert.ok(liesOn(box(0, 0), [box(21, 0)]));
  assert.ok(liesOn(box(0, 0), [box(0, -11)]));
});

test("one beside it, or one without any, is free", () => {
  assert.ok(!liesOn(box(0, 0), [box(23, 0), box(0, 13), box(-30, -30)]));
  assert.ok(!liesOn(box(0, 0), []));
});
