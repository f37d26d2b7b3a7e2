import assert from "node:assert/strict";
import test from "node:test";
import { ForwardPass } from "../../../assets/live/forward_pass.js";

/**
 * Return the activations of the last layer.
 *
 * @param {{ sizes: number[], activations: string[], biases: boolean }} network
 * @param {number[]} theta
 * @param {number[]} inputs  unit by unit
 */
function outputs(network, theta, inputs) {
  const pass = new ForwardPass(network, inputs.length / network.sizes[0]);
  pass.layers[0].set(inputs);
  pass.run(Float32Array.from(theta));
  return Array.from(pass.layers[network.sizes.length - 1]);
}

/** @param {string} activation */
const one = (activation) => ({ sizes: [1, 1], activations: [activation], biases: false });

test("theta is W1, b1, W2, b2, each W row by row", () => {
  const network = { sizes: [2, 3, 1], activations: ["linear", "linear"], biases: true };
  const theta = [1, 2, 3, 4, 5, 6, 10, 20, 30, 1, 10, 100, 7];
  // x = (1, 0): z1 = (11, 22, 33); x = (2, -1): z1 = (8, 19, 30).
  assert.deepEqual(outputs(network, theta, [1, 2, 0, -1]), [3538, 3205]);
});

test("without biases theta holds none", () => {
  const network = { sizes: [2, 2, 1], activations: ["relu", "linear"], biases: false };
  assert.deepEqual(outputs(network, [1, -1, 1, -1, 2, 3], [1, -1, 1, -4]), [4, 15]);
});

test("a layer of more than four units adds up all of them", () => {
  for (let n = 1; n <= 13; n += 1) {
    const network = { sizes: [n, 1], activations: ["linear"], biases: false };
    const places = Array.from({ length: n }, (_, i) => 2 ** i);
    assert.deepEqual(outputs(network, places, Array(n).fill(1)), [2 ** n - 1]);
  }
});

test("functions of z", () => {
  assert.deepEqual(outputs(one("sigmoid"), [1], [0, -800, 800]), [0.5, 0, 1]);
  assert.deepEqual(outputs(one("tanh"), [1], [0, -800, 0.5]), [0, -1, Math.tanh(0.5)]);
  assert.deepEqual(outputs(one("relu"), [1], [-3, 0, 3]), [0, 0, 3]);
  assert.deepEqual(outputs(one("linear"), [1], [-3, 0, 3]), [-3, 0, 3]);
});

test("softmax is over the units of each point, and does not overflow", () => {
  const network = { sizes: [1, 2], activations: ["softmax"], biases: false };
  const [even, sure, evenToo, unlikely] = outputs(network, [1, -1], [0, 1000]);
  assert.deepEqual([even, evenToo, sure, unlikely], [0.5, 0.5, 1, 0]);
});

test("the same pass gives the same again, and another theta another", () => {
  const pass = new ForwardPass({ sizes: [1, 1], activations: ["linear"], biases: true }, 1);
  pass.layers[0][0] = 3;
  const results = [
    [2, 1],
    [2, 1],
    [5, 0],
  ].map((theta) => {
    pass.run(Float32Array.from(theta));
    return pass.layers[1][0];
  });
  assert.deepEqual(results, [7, 7, 15]);
});
