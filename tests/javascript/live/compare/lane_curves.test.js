import assert from "node:assert/strict";
import test from "node:test";
import { laneCurves } from "../../../../assets/live/compare/lane_curves.js";

/**
 * @param {number} epoch
 * @param {number} own  the epoch of the other lane
 */
const point = (epoch, own = epoch) => ({
  epoch,
  numbers: { epoch, J: 10 - epoch },
  others: [{ epoch: own, numbers: { epoch: own, J: 20 - own } }],
});

const front = { index: 0, from: null };

test("each lane has its costs by the common clock", () => {
  const [one, other] = laneCurves([front, { index: 1, from: null }], [point(0), point(2)], 1);
  assert.deepEqual(one, { x: [0, 2], y: [10, 8] });
  assert.deepEqual(other, { x: [0, 2], y: [20, 18] });
});

test("the initial weights are a point of each line", () => {
  assert.deepEqual(laneCurves([front], [point(0)], 1)[0], { x: [0], y: [10] });
});

test("where a run has ended its line does, too", () => {
  const points = [point(0), point(1), point(2, 1), point(3, 1)];
  const [, other] = laneCurves([front, { index: 1, from: null }], points, 1);
  assert.deepEqual(other.x, [0, 1]);
});

test("a branch begins where it leaves the line of its lane", () => {
  const points = [point(0), point(10), point(20), point(30)];
  const [one, branch] = laneCurves([front, { index: 1, from: { epoch: 10 } }], points, 1);
  assert.deepEqual(one.x, [0, 10, 20, 30]);
  assert.deepEqual(branch.x, [10, 20, 30]);
});

test("before a run has come to where it branches it has no line", () => {
  const [, branch] = laneCurves(
    [front, { index: 1, from: { epoch: 10 } }],
    [point(0), point(10)],
    1,
  );
  assert.deepEqual(branch.x, []);
});

test("steps of the clock are written in its unit", () => {
  assert.deepEqual(laneCurves([front], [point(0), point(5)], 0.1)[0].x, [0, 0.5]);
});
