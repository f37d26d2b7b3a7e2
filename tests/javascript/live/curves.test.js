import assert from "node:assert/strict";
import test from "node:test";
import { costRange, pastTraces, thin, tracesOf } from "../../../assets/live/cost/curves.js";

const TRACES = [{ type: "scatter" }, { type: "scatter" }, { type: "scatter" }];
const CURVES = ["J", "penalty", "test"];

/**
 * @param {number} epoch
 * @param {number | null} J
 * @param {number} [penalty]
 */
const point = (epoch, J, penalty = 0) => ({ epoch, numbers: { J, penalty, test: Number.NaN } });

test("each line has its number at each epoch", () => {
  const [cost] = tracesOf(TRACES, CURVES, [point(0, 1), point(10, 0.5)]);
  assert.deepEqual(cost, { type: "scatter", x: [0, 10], y: [1, 0.5], visible: true });
});

test("lines of numbers that are nowhere finite are hidden, parts of the cost without a penalty", () => {
  const visible = (/** @type {number} */ penalty) =>
    tracesOf(TRACES, CURVES, [point(0, 1, penalty)]).map((trace) => trace.visible);
  assert.deepEqual(visible(0), [true, false, false]);
  assert.deepEqual(visible(0.1), [true, true, false]);
});

test("many points are thinned, and the last stays", () => {
  const many = Array.from({ length: 1500 }, (_, i) => i);
  const few = thin(many);
  assert.ok(few.length <= 401);
  assert.equal(few[0], 0);
  assert.equal(few[few.length - 1], 1499);
  assert.equal(thin(many.slice(0, 400)).length, 400);
});

test("the axis holds every cost that is shown", () => {
  const curves = tracesOf(TRACES, CURVES, [point(0, 2), point(1, null), point(2, 0.003)]);
  const [low, high] = costRange(curves, false);
  assert.equal(low, 0);
  assert.ok(high > 2 && high < 2.2);
  const [lowest, highest] = costRange(curves, true);
  assert.ok(10 ** lowest < 0.003 && 10 ** lowest > 0.0005);
  assert.ok(10 ** highest > 2 && 10 ** highest < 3);
});

test("the axis has a range before there is any point", () => {
  for (const log of [false, true]) {
    const range = costRange(tracesOf(TRACES, CURVES, []), log);
    assert.ok(range.every(Number.isFinite) && range[0] < range[1]);
  }
});

test("a former run is one line, and leaves the present one half of the height", () => {
  const curves = tracesOf(TRACES, CURVES, [point(0, 2), point(1, 1)]);
  /** @param {number} J */
  const past = (J) =>
    pastTraces([{ label: "α 5", points: [point(0, J), point(9, 1)] }], "J", "gray");
  const [line] = past(3);
  assert.deepEqual([line.name, line.x, line.y, line.line?.color], ["α 5", [0, 9], [3, 1], "gray"]);
  assert.ok(costRange(curves, false, past(3))[1] > 3);
  const [, top] = costRange(curves, false, past(1e9));
  assert.ok(top > 3.9 && top < 4.5, `${top}`);
  assert.deepEqual(costRange(curves, false, past(1)), costRange(curves, false));
});
