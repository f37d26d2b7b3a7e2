import assert from "node:assert/strict";
import test from "node:test";
import { examplesOf } from "../../../../assets/live/plane/wrong_examples.js";

/** @param {Uint8Array} bytes */
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
/** @param {number[]} numbers */
const packed = (...numbers) => base64(new Uint8Array(Float32Array.from(numbers).buffer));

/**
 * A network without a hidden layer: each output is a weighted sum.
 *
 * @param {number} nOutputs
 * @param {number[]} labels
 */
const scene = (nOutputs, labels) => ({
  sizes: [2, nOutputs],
  biases: false,
  computed_maps: {
    activations: /** @type {[string, null][]} */ ([["linear", null]]),
    output: /** @type {"classes"} */ ("classes"),
    shift: [10, 0],
    scale: [2, 1],
    stride: 1,
  },
  examples: packed(10, 0, 12, 0, 14, 1),
  test_examples: packed(12, 5),
  labels: base64(Uint8Array.from(labels)),
  n_classes: Math.max(2, nOutputs),
});

/** @param {number[]} theta */
const frame = (...theta) => ({ epoch: 0, numbers: {}, theta: Float32Array.from(theta) });

test("a single output of one half or more says class 1; inputs are scaled first", () => {
  // Inputs (0, 0), (1, 0), (2, 1); test (1, 5). Outputs 0, 0.5, 1; 0.5.
  const { of, x, nTraining } = examplesOf(scene(1, [0, 1, 1, 1]));
  assert.deepEqual([...x], [10, 0, 12, 0, 14, 1, 12, 5]);
  assert.equal(nTraining, 3);
  assert.deepEqual(of(frame(0.5, 0)), []);
  assert.deepEqual(of(frame(0.49, 0)), [1, 3]);
});

test("of several outputs the largest says the class, the first one of a tie", () => {
  const { of } = examplesOf(scene(3, [0, 1, 2, 1]));
  // W has a row for each input: outputs (0, x1, 0.6 x2 + 0.9 x1).
  const theta = [0, 1, 0.9, 0, 0, 0.6];
  assert.deepEqual(of(frame(...theta)), [3]);
  assert.deepEqual(of(frame(0, 0, 0, 0, 0, 0)), [1, 2, 3]);
});

test("where the frames say which are wrong, that is taken", () => {
  const { of } = examplesOf({ ...scene(1, [0, 1, 1, 1]), computed_maps: null });
  assert.deepEqual(of({ ...frame(9, 9), wrong: Uint8Array.from([0, 1, 0, 1]) }), [1, 3]);
});

test("without classes nothing is wrong", () => {
  const { of } = examplesOf({ ...scene(1, []), n_classes: 0 });
  assert.deepEqual(of(frame(9, 9)), []);
});
