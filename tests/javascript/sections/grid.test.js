import assert from "node:assert/strict";
import test from "node:test";
import {
  explanation,
  nameOf,
  numbers,
  valuesOf,
  written,
} from "../../../assets/sections/grid/cell_words.js";
import { chosenOf, ranked, tableOf } from "../../../assets/sections/grid/layout.js";
import {
  COLUMNS,
  onLines,
  pixelsOf,
  ROWS,
  sideBySide,
} from "../../../assets/sections/grid/pixels_of.js";
import { strengthOfShare, strengths } from "../../../assets/sections/grid/strength.js";

/** @import { Cell, Grid, Measure, Spread } from "../../../assets/sections/grid/types.d.ts" */

/** @type {Measure} */
const ACCURACY = {
  name: "test_accuracy",
  label: "test accuracy",
  kind: "share",
  high: true,
  best: 0,
};
/** @type {Measure} */
const COST = { name: "test", label: "test cost", kind: "cost", high: false, best: 1 };
/** @type {Measure} */
const REACHED = { name: "reached", label: "epochs", kind: "epoch", high: false, best: 1 };

/**
 * @param {Record<string, Spread | null>} values
 * @returns {Cell}
 */
const cell = (values, problem = "") => ({ n: 3, diverged: 1, problem, values, picture: null });

/**
 * @param {Partial<Grid>} parts
 * @returns {Grid}
 */
const grid = (parts) => ({
  axes: [],
  n: 3,
  folds: false,
  target: null,
  measures: [],
  cells: [],
  palettes: [],
  ...parts,
});

const AXES = [
  { label: "Noise", values: ["0", "0.1"] },
  { label: "Hidden layers", values: ["2", "5-5", "none"] },
  { label: "Activation", values: ["tanh", "ReLU"] },
];

test("an accuracy's color grows with each power of ten of mistakes that are left, up to a limit", () => {
  assert.ok(strengthOfShare(0) === 0);
  assert.ok(Math.abs(strengthOfShare(0.99) - 2 * strengthOfShare(0.9)) < 1e-9);
  assert.equal(strengthOfShare(1), 78);
  assert.equal(strengthOfShare(0.9999), 78);
});

test("a cost's color goes from the worst to the best by its logarithm", () => {
  const cells = [1, 0.1, 0.01].map((J) => cell({ test: [J, J, J] }));
  const [worst, middle, best, ...others] = strengths(COST, [
    ...cells,
    null,
    cell({ test: [1, null, null] }),
  ]);
  assert.equal(worst, 0);
  assert.ok(Math.abs(middle - 39) < 1e-9);
  assert.equal(best, 78);
  assert.deepEqual(others, [0, 0]);
  assert.deepEqual(strengths(COST, [cells[0]]), [78]);
});

test("cells stand as the server numbers them: columns, rows, groups", () => {
  const [first, second] = tableOf(AXES);
  assert.deepEqual(first, [
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
  assert.equal(second[0][0], 6);
  assert.deepEqual(tableOf(AXES.slice(0, 1)), [[[0, 1]]]);
  for (const group of tableOf(AXES))
    for (const row of group)
      for (const number of row) {
        const [noise, hidden, activation] = valuesOf(AXES, number);
        assert.equal(noise, AXES[0].values[row.indexOf(number)]);
        assert.equal(hidden, AXES[1].values[group.indexOf(row)]);
        assert.equal(activation, AXES[2].values[number < 6 ? 0 : 1]);
      }
  assert.equal(nameOf(AXES, 9), "Noise 0.1, Hidden layers 5-5, Activation ReLU");
});

test("the best come first, whichever way is better, and those without a number last", () => {
  const cells = [
    cell({ test: [0, 0.5, 1], test_accuracy: [0, 0.9, 1] }),
    null,
    cell({ test: [0, 0.1, 1], test_accuracy: [0, 0.8, 1] }),
    cell({}, "too many"),
    cell({ test: null, test_accuracy: null }),
  ];
  assert.deepEqual(ranked(COST, cells), [2, 0, 4]);
  assert.deepEqual(ranked(ACCURACY, cells), [0, 2, 4]);
});

test("the measure that was chosen stays, and there is one where it is not", () => {
  assert.equal(chosenOf([ACCURACY, COST], "test"), COST);
  assert.equal(chosenOf([ACCURACY, COST], "reached"), ACCURACY);
  assert.equal(chosenOf([], "test"), undefined);
});

test("numbers are written with what they vary by", () => {
  assert.deepEqual(numbers(ACCURACY, [0.9, 0.95, 1], 3), ["95.0\u202f%", "90.0 – 100.0"]);
  assert.deepEqual(numbers(ACCURACY, [0.95, 0.95, 0.95], 1), ["95.0\u202f%", ""]);
  assert.deepEqual(numbers(ACCURACY, null, 3), ["–", ""]);
  assert.deepEqual(numbers(REACHED, [12, 1200, null], 3), ["1\u202f200", "12 – never"]);
  assert.equal(written(REACHED, null), "never");
});

test("a cell says what is known of it, or why it makes no run", () => {
  const measures = [ACCURACY, COST];
  const known = cell({ test_accuracy: [0.9, 0.95, 1], test: null });
  const said = explanation(grid({ measures }), known);
  assert.match(said, /test accuracy: 95\.0/);
  assert.match(said, /3 runs of 3, 1 diverged/);
  assert.doesNotMatch(said, /test cost/);
  assert.match(explanation(grid({ measures, folds: true }), known), /3 folds of 3/);
  const none = explanation(grid({ measures }), cell({}, "batch_size: got 1000"));
  assert.match(none, /make no run\. batch_size: got 1000/);
  assert.doesNotMatch(none, /Click/);
});

test("a network's map is computed from its weights", () => {
  // x1 alone decides: W = (20, 0), b = 0, without a hidden layer.
  const theta = Buffer.from(new Float32Array([20, 0, 0]).buffer).toString("base64");
  const { bytes, columns, rows } = pixelsOf({
    palette: 0,
    sizes: [2, 1],
    biases: true,
    plane: [
      [-1, 1],
      [-1, 1],
    ],
    computed_maps: {
      activations: [["sigmoid", [0, 1]]],
      output: "classes",
      shift: [0, 0],
      scale: [1, 1],
      stride: 2,
    },
    theta,
  });
  assert.deepEqual([columns, rows, bytes.length], [COLUMNS, ROWS, COLUMNS * ROWS]);
  for (let row = 0; row < rows; row += 1) {
    assert.ok(bytes[row * columns] < 5);
    assert.ok(bytes[row * columns + columns - 1] > 249);
  }
});

test("pictures of units stand side by side, each whole, with a gap", () => {
  const side = 2;
  const bytes = Uint8Array.from({ length: 3 * side * side }, (_, i) => 10 + i);
  const { bytes: laid, columns, rows } = sideBySide(bytes, side, 3);
  assert.deepEqual([columns, rows], [5, 5]);
  assert.deepEqual([...laid.subarray(0, 5)], [10, 11, 127, 14, 15]);
  assert.deepEqual([...laid.subarray(5, 10)], [12, 13, 127, 16, 17]);
  assert.deepEqual([...laid.subarray(15, 17)], [18, 19]);
  assert.equal(laid.filter((byte) => byte !== 127).length, bytes.length);
});

test("contour lines lie where the level changes", () => {
  const picture = { bytes: Uint8Array.from([0, 9, 10, 19, 20, 29]), columns: 3, rows: 2 };
  assert.deepEqual(onLines(picture, 10), [true, true, true, true, false, false]);
  const flat = { bytes: new Uint8Array(6).fill(5), columns: 3, rows: 2 };
  assert.ok(onLines(flat, 10).every((isOn) => !isOn));
});
