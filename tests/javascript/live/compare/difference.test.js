import assert from "node:assert/strict";
import test from "node:test";
import { canBeCompared, Difference, scaleFor } from "../../../../assets/live/compare/difference.js";

const HALF = 127;

/**
 * A network without a hidden layer: its output is linear in the inputs.
 *
 * @param {number} n  outputs
 * @param {string} activation
 */
const side = (n = 1, activation = "linear") => ({
  sizes: [2, n],
  biases: true,
  plane: /** @type {[[number, number], [number, number]]} */ ([
    [-1, 1],
    [-1, 1],
  ]),
  computed_maps: {
    activations: /** @type {[string, null][]} */ ([[activation, null]]),
    output: /** @type {const} */ ("classes"),
    shift: [0, 0],
    scale: [1, 1],
    stride: 1,
  },
});

/** @param {number[]} numbers */
const theta = (...numbers) => ({ theta: Float32Array.from(numbers) });

test("where both say the same the map is neutral everywhere", () => {
  const difference = new Difference(side(), side(), [4, 3]);
  const bytes = difference.of(theta(0.3, -0.2, 0.1), theta(0.3, -0.2, 0.1));
  assert.ok(bytes.every((byte) => byte === HALF));
});

test("it is higher where A says more, lower where B does, and changes its sign with the two", () => {
  const difference = new Difference(side(), side(), [4, 3]);
  const [a, b] = [theta(0.4, 0, 0), theta(0, 0, 0)]; // a rises with x1
  const bytes = [...difference.of(a, b)];
  assert.equal(difference.scale, 0.5);
  assert.ok(bytes[0] < HALF && bytes[3] > HALF);
  const other = [...difference.of(b, a)];
  assert.deepEqual(
    other.map((byte) => byte - HALF),
    bytes.map((byte) => HALF - byte),
  );
});

test("of two outputs it says which of the two leans more to class 1", () => {
  const difference = new Difference(side(2), side(2), [4, 3]);
  // The second output of A is higher by 0.38 everywhere: half of that is the difference.
  const bytes = [...difference.of(theta(0, 0, 0, 0, 0, 0.38), theta(0, 0, 0, 0, 0, 0))];
  assert.equal(difference.scale, 0.2);
  assert.ok(bytes.every((byte) => byte > HALF + 100));
  const other = [...difference.of(theta(0, 0, 0, 0, 0.38, 0), theta(0, 0, 0, 0, 0, 0))];
  assert.ok(other.every((byte) => byte < HALF - 100));
});

test("of several outputs it is how far apart the probabilities are, whoever is first", () => {
  const difference = new Difference(side(3, "softmax"), side(3, "softmax"), [4, 3]);
  const [a, b] = [theta(3, 0, 0, 0, 3, 0, 0, 0, 0), theta(0, 0, 0, 0, 0, 0, 0, 0, 0)];
  const bytes = [...difference.of(a, b)];
  assert.ok(Math.max(...bytes) > HALF + 20);
  assert.ok(bytes.every((byte) => byte >= HALF));
  assert.deepEqual([...difference.of(b, a)], bytes);
});

test("the scale holds the largest difference, and does not flicker", () => {
  assert.equal(scaleFor(0.3, 1), 0.5);
  assert.equal(scaleFor(0.4, 1), 1); // not yet much too wide
  assert.equal(scaleFor(0.6, 0.5), 1);
  assert.equal(scaleFor(0, 0.01), 0.01);
  assert.equal(scaleFor(7, 1), 1);
});

test("networks of other outputs, or whose maps are not computed here, have no difference", () => {
  assert.ok(canBeCompared(side(), side()));
  assert.ok(!canBeCompared(side(1), side(2)));
  assert.ok(!canBeCompared(side(), { ...side(), computed_maps: null }));
});
