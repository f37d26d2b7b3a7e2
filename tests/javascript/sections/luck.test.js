// Luck: where costs stand on the chart, what seeds are called, and whose picture is whose.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  areaOf,
  costRange,
  costTicks,
  epochTicks,
  pathOf,
  placeOfCost,
} from "../../../assets/sections/luck/axes.js";
import { picturesOf } from "../../../assets/sections/luck/small_pictures.js";
import { seedsInWords } from "../../../assets/sections/luck/words.js";

const { NaN: unknown, POSITIVE_INFINITY: infinite } = Number;

/** @param {number[]} values */
const base64 = (values) => Buffer.from(new Float32Array(values).buffer).toString("base64");

test("the range is that of the costs that are finite and more than 0", () => {
  assert.deepEqual(costRange([0.5, unknown, infinite, 2, 0]), [0.5, 2]);
  assert.deepEqual(costRange([1e-20, 1]), [1e-8, 1]);
  assert.deepEqual(costRange([unknown]), [0.1, 1]);
  assert.deepEqual(costRange([3, 3]), [1.5, 6]);
});

test("ticks are round, within the range and few", () => {
  assert.deepEqual(costTicks([0.04, 1.2]), [0.05, 0.1, 0.2, 0.5, 1]);
  for (const range of [
    [1e-8, 1],
    [0.3, 0.4],
    [2, 900],
  ]) {
    const ticks = costTicks([range[0], range[1]]);
    assert.ok(ticks.length <= 6);
    assert.ok(ticks.every((tick) => tick >= range[0] && tick <= range[1]));
  }
  assert.deepEqual(epochTicks(500), [0, 100, 200, 300, 400, 500]);
  assert.deepEqual(epochTicks(3), [0, 1, 2, 3]);
  for (const last of [1, 7, 60, 12345]) assert.ok(epochTicks(last).length <= 6);
});

test("a cost ten times as large stands as much higher, wherever it is", () => {
  const place = placeOfCost([0.01, 1], 200);
  assert.equal(place(1), 0);
  assert.equal(Math.round(place(0.1)), 100);
  assert.equal(place(0.01), 200);
  assert.ok(place(0) >= 200); // below the bottom, and not out of the world
  assert.ok(place(0) < 210);
});

test("a line is interrupted where its cost is not known or infinite", () => {
  const same = (/** @type {number} */ cost) => cost;
  assert.equal(pathOf([0, 1, 2, 3], [5, 6, infinite, 7], same), "M0.0 5.0L1.0 6.0M3.0 7.0");
  assert.equal(pathOf([0, 1], [unknown, unknown], same), "");
});

test("the band ends where the lower quartile does, and goes to the top with the upper one", () => {
  const same = (/** @type {number} */ cost) => cost;
  const band = areaOf([0, 1, 2], [8, 9, null], [3, null, null], same);
  assert.equal(band, "M0.0 3.0L1.0 0.0L1.0 9.0L0.0 8.0Z");
  assert.equal(areaOf([0, 1], [8, null], [3, null], same), "");
});

test("seeds are called by what they draw", () => {
  assert.equal(seedsInWords("weights", [7]), "weight seed 7");
  assert.equal(seedsInWords("data", [7]), "data seed 7");
  assert.equal(seedsInWords("both", [7, 3]), "weight seed 7, data seed 3");
});

test("each picture has the weights and the scaling of its own network", () => {
  // One output, sigmoid(w x1): the first network has w = 0, the second 100, the third the same
  // with inputs that are shifted beyond the plane.
  const small = {
    columns: 4,
    rows: 2,
    palette: [],
    computed: {
      sizes: [2, 1],
      biases: true,
      plane: /** @type {[[number, number], [number, number]]} */ ([
        [-1, 1],
        [-1, 1],
      ]),
      activations: /** @type {[string, [number, number]][]} */ ([["sigmoid", [0, 1]]]),
      output: /** @type {const} */ ("classes"),
      shift: [0, 0],
      scale: [1, 1],
      stride: 2,
    },
    thetas: base64([0, 0, 0, 100, 0, 0, 100, 0, 0]),
  };
  const scalings = new Float32Array([0, 0, 1, 1, 0, 0, 1, 1, 9, 0, 1, 1]);
  const rows = picturesOf(small, scalings).map((bytes) => [...bytes.subarray(0, 4)]);
  assert.deepEqual(rows, [
    [127, 127, 127, 127],
    [0, 0, 254, 254],
    [0, 0, 0, 0],
  ]);
});

test("pictures that were sent are taken apart", () => {
  const pixels = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).toString("base64");
  const found = picturesOf({ columns: 2, rows: 2, palette: [], pixels }, new Float32Array());
  assert.deepEqual(
    found.map((bytes) => [...bytes]),
    [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
  );
});
