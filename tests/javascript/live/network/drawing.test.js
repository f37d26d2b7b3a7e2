import assert from "node:assert/strict";
import test from "node:test";
import { NEGATIVE_DASH, paintNames, paintWeight } from "../../../../assets/live/network/drawing.js";
import { layOut } from "../../../../assets/live/network/layout.js";

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

test("it is told where the names stand", () => {
  /** @type {[string, number, number][]} */
  const written = [];
  const nothing = () => {};
  const c = /** @type {CanvasRenderingContext2D} */ (
    /** @type {unknown} */ ({
      fillText: (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) =>
        written.push([text, x, y]),
      measureText: (/** @type {string} */ text) => ({ width: 8 * text.length }),
      ...{ beginPath: nothing, arc: nothing, fill: nothing, stroke: nothing },
    })
  );
  const network = { sizes: [2, 3, 1], biases: true };
  const scene = /** @type {import("../../../../assets/live/types.d.ts").PlaneScene} */ (
    /** @type {unknown} */ ({ ...network, inputs: ["sleep", ""], layers: ["tanh", "sigmoid"] })
  );
  const colors = { ink: "", faint: "", panel: "", border: "" };
  const labels = paintNames(c, layOut(network, 600, 300), scene, colors, 300);
  const names = written.filter(([text]) => text !== "1"); // in the circles of the biases
  const middles = labels.map(({ text, left, right, top, bottom }) => ({
    text,
    at: [(left + right) / 2, (top + bottom) / 2].map(Math.round),
  }));
  assert.deepEqual(
    middles,
    names.map(([text, ...at]) => ({ text, at: at.map(Math.round) })),
  );
  assert.deepEqual(labels.map(({ text }) => text).sort(), [
    "input",
    "layer 1 · tanh",
    "output · sigmoid",
    "sleep",
    "x₂",
    "ŷ₁",
  ]);
  assert.ok(labels.every(({ left, right, top, bottom }) => right > left && bottom > top));
});
