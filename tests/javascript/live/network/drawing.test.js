import assert from "node:assert/strict";
import test from "node:test";
import { NEGATIVE_DASH, paintWeight } from "../../../../assets/live/network/drawing.js";

const LINE = { x0: 0, y0: 0, x1: 100, y1: 50, bend: 40 };
/** @type {[string, string, string]} */
const COLORS = ["#111111", "#222222", "#333333"];

/**
 * A canvas's context that writes down what each line looks like.
 *
 * @param {{ color: string, dash: number[] }[]} strokes
 */
function context(strokes) {
  /** @type {number[]} */
  let dash = [];
  const c = {
    strokeStyle: "",
    globalAlpha: 1,
    lineWidth: 1,
    beginPath() {},
    moveTo() {},
    bezierCurveTo() {},
    /** @param {number[]} now */
    setLineDash(now) {
      dash = now;
    },
    getLineDash: () => dash,
    stroke() {
      strokes.push({ color: c.strokeStyle, dash });
    },
  };
  return /** @type {CanvasRenderingContext2D & typeof c} */ (/** @type {unknown} */ (c));
}

/**
 * @param {number[]} weights
 * @param {boolean} dashes
 */
function painted(weights, dashes) {
  /** @type {{ color: string, dash: number[] }[]} */
  const strokes = [];
  const c = context(strokes);
  for (const w of weights) paintWeight(c, LINE, w, { colors: COLORS, dashes });
  assert.deepEqual(c.getLineDash(), []); // what is drawn next is solid
  assert.equal(c.globalAlpha, 1);
  return strokes;
}

test("a weight has the color of its sign, and no dashes where color is enough", () => {
  assert.deepEqual(painted([-1, 2], false), [
    { color: COLORS[0], dash: [] },
    { color: COLORS[1], dash: [] },
  ]);
});

test("with dashes, negative weights are dashed and positive ones are not", () => {
  assert.deepEqual(painted([-1, 2, -0.01], true), [
    { color: COLORS[0], dash: NEGATIVE_DASH },
    { color: COLORS[1], dash: [] },
    { color: COLORS[0], dash: NEGATIVE_DASH },
  ]);
});

test("a weight of 0 has no line", () => {
  assert.deepEqual(painted([0, -0, 1e-9], true), []);
});
