// Which examples the network takes for another class than theirs, from the theta of a frame. No
// drawing here.

/** @import { PlaneFrame, PlaneScene } from "../types.d.ts" */

import { ForwardPass } from "../forward_pass.js";
import { bytesOf, floats } from "../protocol.js";

/** @typedef {{ x: Float32Array, nTraining: number, of(frame: PlaneFrame): number[] }} Examples */

/**
 * Return the examples of a scene, training examples first, with what tells those of a frame that
 * are wrong: their numbers in that order.
 *
 * @param {Pick<PlaneScene, "sizes" | "biases" | "computed_maps" | "examples" | "test_examples" |
 *   "labels" | "n_classes">} scene
 * @returns {Examples}
 */
export function examplesOf(scene) {
  const [training, test] = [floats(scene.examples), floats(scene.test_examples)];
  const x = new Float32Array(training.length + test.length);
  x.set(training);
  x.set(test, training.length);
  const made = { x, nTraining: training.length / 2 };
  const labels = bytesOf(scene.labels);
  if (!scene.n_classes) return { ...made, of: () => [] };
  const { computed_maps: computed, sizes, biases } = scene;
  if (!computed) return { ...made, of: ({ wrong = new Uint8Array() }) => numbersOf(wrong) };
  const m = labels.length;
  const names = computed.activations.map(([name]) => name);
  const pass = new ForwardPass({ sizes, activations: names, biases }, m);
  const inputs = new Float64Array(2 * m);
  for (let i = 0; i < inputs.length; i += 1) {
    const axis = i < m ? 0 : 1;
    inputs[i] = (x[2 * (i % m) + axis] - computed.shift[axis]) / computed.scale[axis];
  }
  const of = (/** @type {PlaneFrame} */ { theta }) => {
    pass.layers[0].set(inputs);
    pass.run(theta);
    const outputs = pass.layers[pass.layers.length - 1];
    const wrong = labels.map((label, p) => Number(classOf(outputs, p, m) !== label));
    return numbersOf(wrong);
  };
  return { ...made, of };
}

/**
 * Return the class of a point: that of the largest output, the first one of a tie; with a single
 * output it is 1 if that is 1/2 or more.
 *
 * @param {Float64Array} outputs  unit by unit, all points of a unit side by side
 * @param {number} p
 * @param {number} m
 */
function classOf(outputs, p, m) {
  if (outputs.length === m) return Number(outputs[p] >= 0.5);
  let best = 0;
  for (let k = 1; k * m < outputs.length; k += 1)
    if (outputs[k * m + p] > outputs[best * m + p]) best = k;
  return best;
}

/** @param {Uint8Array} wrong */
function numbersOf(wrong) {
  return [...wrong.keys()].filter((i) => wrong[i]);
}
