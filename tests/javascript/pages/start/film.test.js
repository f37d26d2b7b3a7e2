// The reader of a recorded run, against a network that can be computed by hand.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Film, following, PICTURE_MS, REST_MS } from "../../../../assets/pages/start/film.js";

/** @param {number[]} values */
const base64 = (values) => Buffer.from(new Float32Array(values).buffer).toString("base64");

/** x1 alone decides: its weight is 0 in the first picture and 1 in the second. */
const SMALL = {
  sizes: [2, 1],
  biases: true,
  plane: /** @type {[[number, number], [number, number]]} */ ([
    [-1, 1],
    [-1, 1],
  ]),
  map: /** @type {[number, number]} */ ([4, 3]),
  unit_map: /** @type {[number, number]} */ ([2, 2]),
  computed_maps: {
    activations: /** @type {[string, [number, number]][]} */ ([["sigmoid", [0, 1]]]),
    output: /** @type {const} */ ("classes"),
    shift: [1, 0],
    scale: [2, 1],
    stride: 2,
  },
  X: base64([3, 9, -1, 9]),
  labels: [1, 0],
  epochs: [0, 7],
  J: [0.7, 0.1],
  wrong: [1, 0],
  thetas: base64([0, 0, 0, 1, 0, 0]),
};

test("each picture has its own weights", () => {
  const film = new Film(SMALL);
  assert.equal(film.n, 2);
  assert.deepEqual([...film.theta(0)], [0, 0, 0]);
  assert.deepEqual([...film.theta(1)], [1, 0, 0]);
});

test("the network is fed what it was trained on, and the wrong points are told", () => {
  const film = new Film(SMALL);
  assert.deepEqual(film.wrong(1), []);
  // Of 0.5 nothing is class 1.
  assert.deepEqual(film.wrong(0), [0]);
  // (3 - 1) / 2 and (-1 - 1) / 2: without the scaling both points would be elsewhere.
  assert.deepEqual([...film.pass.layers[0]], [1, -1, 9, 9]);
});

test("the maps are those of the picture", () => {
  const film = new Film(SMALL);
  const even = [...film.mapsOf(0).map];
  assert.equal(new Set(even).size, 1);
  const { map } = film.mapsOf(1);
  assert.ok(map[0] < map[3]);
});

test("the recorded film says what was counted when it was recorded", () => {
  const file = new URL("../../../../assets/pages/start/film.json", import.meta.url);
  const data = JSON.parse(readFileSync(file, "utf8"));
  const film = new Film(data);
  for (const i of [0, Math.floor(film.n / 2), film.n - 1])
    assert.equal(film.wrong(i).length, data.wrong[i]);
});

test("it rests at its end and begins again", () => {
  assert.deepEqual(following(0, 3), { i: 1, ms: PICTURE_MS });
  assert.deepEqual(following(1, 3), { i: 2, ms: PICTURE_MS });
  assert.deepEqual(following(2, 3), { i: 0, ms: REST_MS });
});
