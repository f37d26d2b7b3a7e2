// Forward passes and maps of many networks, for tests/app/test_browser_maps.py to compare:
// node computed_maps.js CASES.json ANSWERS.json

/** @import { ComputedMaps, PlaneScene } from "../../../assets/live/types.d.ts" */

import { readFileSync, writeFileSync } from "node:fs";
import { ACTIVATIONS, ForwardPass } from "../../../assets/live/forward_pass.js";
import { MapsFromTheta, OUTPUT_RULES } from "../../../assets/live/maps.js";

/**
 * @typedef {object} Case
 * @property {PlaneScene} scene
 * @property {ComputedMaps} computed
 * @property {number[]} theta
 * @property {number[]} inputs  points that the network is fed, unit by unit
 */

const [, , from, to] = process.argv;
/** @type {Case[]} */
const cases = JSON.parse(readFileSync(from, "utf8"));

const answers = cases.map(({ scene, computed, theta, inputs }) => {
  const { sizes, biases } = scene;
  const activations = computed.activations.map(([name]) => name);
  const pass = new ForwardPass({ sizes, activations, biases }, inputs.length / sizes[0]);
  pass.layers[0].set(inputs);
  pass.run(Float32Array.from(theta));
  const frame = { epoch: 0, numbers: {}, theta: Float32Array.from(theta) };
  const { map, units } = new MapsFromTheta(scene, computed).of(frame);
  return { layers: pass.layers.map((layer) => [...layer]), map: [...map], units: [...units] };
});

const known = { activations: Object.keys(ACTIVATIONS), outputs: Object.keys(OUTPUT_RULES) };
writeFileSync(to, JSON.stringify({ ...known, answers }));
