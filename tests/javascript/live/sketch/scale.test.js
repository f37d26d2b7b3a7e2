import assert from "node:assert/strict";
import test from "node:test";
import { Scale } from "../../../../assets/live/sketch/scale.js";

/** @typedef {[[number, number], [number, number]]} Range */

const SIZE = { width: 400, height: 200 };

test("a point of the chart has its place within the axes, and back", () => {
  /** @type {Range} */
  const range = [
    [0, 1000],
    [0, 0.8],
  ];
  const scale = new Scale({ range, isLog: false }, SIZE);
  assert.deepEqual(scale.place([0, 0]), [0, 200]);
  assert.deepEqual(scale.place([500, 0.8]), [200, 0]);
  assert.deepEqual(scale.value([200, 100]), [500, 0.4]);
  assert.deepEqual(scale.value([-50, 900]), [0, 0], "outside is the edge");
});

test("a logarithmic axis has powers of ten at equal distances", () => {
  /** @type {Range} */
  const range = [
    [0, 1000],
    [-3, 1],
  ];
  const scale = new Scale({ range, isLog: true }, SIZE);
  assert.deepEqual(scale.place([0, 10]), [0, 0]);
  assert.ok(Math.abs(scale.place([0, 0.1])[1] - 100) < 1e-9);
  assert.ok(Math.abs(scale.value([0, 150])[1] - 0.01) < 1e-9);
  assert.ok(Number.isFinite(scale.place([0, 0])[1]));
});
