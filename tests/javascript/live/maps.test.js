import assert from "node:assert/strict";
import test from "node:test";
import { MapsFromTheta, mapsOf } from "../../../assets/live/maps.js";

/** @import { ComputedMaps, PlaneFrame, PlaneScene } from "../../../assets/live/types.d.ts" */

/** @type {Pick<PlaneScene, "sizes" | "biases" | "plane" | "map" | "unit_map">} */
const SCENE = {
  sizes: [2, 1],
  biases: false,
  plane: [
    [0, 4],
    [0, 2],
  ],
  map: [4, 2],
  unit_map: [2, 1],
};

/** @type {ComputedMaps} */
const COMPUTED = {
  activations: [["linear", null]],
  output: "score",
  shift: [0, 0],
  scale: [1, 1],
  stride: 2,
};

/** @param {number[]} theta */
const frame = (...theta) => ({ epoch: 0, numbers: {}, theta: Float32Array.from(theta) });

/**
 * Return the maps at theta as lists.
 *
 * @param {number[]} theta
 * @param {object} [scene]
 * @param {object} [computed]
 */
function maps(theta, scene, computed) {
  const made = new MapsFromTheta({ ...SCENE, ...scene }, { ...COMPUTED, ...computed });
  const { map, units } = made.of(frame(...theta));
  return { map: [...map], units: [...units] };
}

test("pixels run from the top left, row by row", () => {
  // Centers: x = 0.5, 1.5, 2.5, 3.5; y = 1.5, then 0.5.
  const across = [0.5, 1.5, 2.5, 3.5].map((x) => Math.round(25.4 * x));
  assert.deepEqual(maps([0.1, 0]).map, [...across, ...across]);
  assert.deepEqual(maps([0, 0.5]).map, [191, 191, 191, 191, 64, 64, 64, 64]);
});

test("inputs are scaled", () => {
  const scaling = { shift: [0.5, 0], scale: [3, 1] };
  assert.deepEqual(maps([1, 0], {}, scaling).map.slice(0, 4), [0, 85, 169, 254]);
});

test("a unit without bounds: 0 is neutral and its largest is full", () => {
  // Every second column of every second row.
  assert.deepEqual(maps([1, 0]).units, [Math.round(127 + (127 * 0.5) / 2.5), 254]);
  assert.deepEqual(maps([0, 0]).units, [127, 127]);
});

test("a unit with bounds: the middle is neutral", () => {
  const bounded = { activations: [["linear", [0, 1]]] };
  assert.deepEqual(maps([0.4, 0], {}, bounded).units, [Math.round(254 * 0.2), 254]);
});

/** @param {...number} biases  what the network puts out everywhere */
const constant = (...biases) =>
  maps(
    [...Array(2 * biases.length).fill(0), ...biases],
    { sizes: [2, biases.length], biases: true },
    { output: "classes" },
  ).map[0];

test("classes: which leads, and by how much", () => {
  assert.deepEqual(
    [0, 0.5, 1, 7].map((y) => constant(y)),
    [0, 127, 254, 254],
  );
  assert.equal(constant(1, 0), 0);
  assert.equal(constant(0.4, 0.4), 127);
  assert.equal(constant(0, 1), 254);
  assert.equal(constant(1, 0, 0), 84);
  assert.equal(constant(0.25, 0.25, 0.75), 170 + 42);
  assert.equal(constant(0, 9, 1), 85 + 84);
  assert.equal(constant(0.5, 0.5, 0.5), 0);
});

test("the maps of a frame are computed once, those of another anew", () => {
  const made = new MapsFromTheta(SCENE, COMPUTED);
  const [a, b] = [frame(0.1, 0), frame(0.2, 0)];
  const first = [...made.of(a).map];
  a.theta.fill(0);
  assert.deepEqual([...made.of(a).map], first);
  assert.notDeepEqual([...made.of(b).map], first);
  assert.deepEqual([...made.of(a).map], Array(8).fill(0));
});

test("frames keep no maps", () => {
  const one = frame(0.1, 0);
  new MapsFromTheta(SCENE, COMPUTED).of(one);
  assert.deepEqual(Object.keys(one), ["epoch", "numbers", "theta"]);
});

test("maps that the server sends are taken as they are", () => {
  const sent = mapsOf(/** @type {PlaneScene} */ ({ ...SCENE, computed_maps: null }));
  /** @type {PlaneFrame} */
  const one = { ...frame(), map: Uint8Array.of(1, 2), units: Uint8Array.of(3) };
  assert.deepEqual(sent.of(one), { map: one.map, units: one.units });
});
