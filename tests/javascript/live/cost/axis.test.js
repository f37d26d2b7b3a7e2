import assert from "node:assert/strict";
import test from "node:test";
import { axisEnd, rangeWith } from "../../../../assets/live/cost/axis.js";

/** @import { Least } from "../../../../assets/live/types.d.ts" */

test("the axis ends at a round number beyond the run, and never before it", () => {
  const ends = [100, 150, 420, 999, 1000].map((epoch) => axisEnd(epoch, 20_000));
  assert.deepEqual(ends, [1000, 1000, 1000, 1000, 1500]);
  for (let epoch = 0; epoch <= 20_000; epoch += 37) {
    const end = axisEnd(epoch, 20_000);
    assert.ok(end >= epoch && end <= 20_000, `${epoch}: ${end}`);
    if (end < 20_000 && epoch > 1000) assert.ok(epoch >= 0.6 * end, `${epoch}: ${end}`);
  }
});

test("near the end of the run all of it is shown, and what is longer than it too", () => {
  assert.equal(axisEnd(4000, 5000), 5000);
  assert.equal(axisEnd(5000, 5000), 5000);
  assert.equal(axisEnd(8000, 5000), 8000);
});

test("a run of one epoch has an axis", () => {
  assert.equal(axisEnd(0, 1), 1);
});

/** @type {Least} */
const DRAWN = { x: 500, low: 0.01, high: 0.9, isOpen: false };

test("the axis of costs is as it was where no prediction lies on it", () => {
  assert.deepEqual(rangeWith([0, 0.7], false, null), [0, 0.7]);
  assert.deepEqual(rangeWith([-2, 0], true, null), [-2, 0]);
});

test("there is room to draw a prediction: 1.2 times the cost that is known", () => {
  const open = { x: 500, low: Number.POSITIVE_INFINITY, high: 0, isOpen: true };
  const [low, high] = rangeWith([0, 0.7 * 1.06], false, open);
  assert.equal(low, 0);
  assert.ok(Math.abs(high - 0.84) < 1e-9);
  const [bottom, top] = rangeWith([-0.4, -0.1], true, open);
  assert.ok(top - bottom >= 3);
});

test("a prediction lies within the axis, and one near zero leaves room for the curve", () => {
  assert.deepEqual(rangeWith([0, 0.7], false, DRAWN), [0, 0.9 * 1.06]);
  assert.deepEqual(rangeWith([0, 2], false, DRAWN), [0, 2]);
  const [low, high] = rangeWith([-1, -0.1], true, DRAWN);
  assert.ok(low <= -2 && high >= Math.log10(0.9));
  assert.ok(rangeWith([-1, 0], true, { ...DRAWN, low: 1e-12 })[0] >= -6.1);
  assert.deepEqual(rangeWith([-1, 0], true, { ...DRAWN, low: 0, high: 0.5 }), [-1, 0]);
});
