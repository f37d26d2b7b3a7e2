import assert from "node:assert/strict";
import test from "node:test";
import { layOut } from "../../../../assets/live/network/layout.js";
import { litLines, litNumbers, numbersBelow } from "../../../../assets/live/network/lit.js";

const { lines } = layOut({ sizes: [2, 2, 1], biases: true }, 600, 300);
const THETA = new Float32Array([1, -1, 0, 2, 0, 0, -3, 0.5, 0]);

/** @param {ReturnType<typeof litLines>} lit */
const places = (lit) => lit.map(({ line }) => line.at);

test("a forward stage lights the lines into its layer, biases too", () => {
  const lit = litLines(lines, { lines: 2 }, THETA);
  assert.deepEqual(places(lit), [6, 7, 8]);
  assert.deepEqual(
    lit.map(({ value }) => value),
    [-3, 0.5, 0],
  );
});

test("nothing goes back over a bias", () => {
  assert.deepEqual(places(litLines(lines, { lines: 2, biases: false }, THETA)), [6, 7]);
});

test("an update lights all lines by its own numbers, the largest most", () => {
  const weights = [0, 0.1, -0.2, 0, 0, null, 0, 0.05, 0];
  const lit = litLines(lines, { lines: 0, weights }, THETA);
  assert.equal(lit.length, lines.length);
  assert.deepEqual([lit[2].value, lit[2].share], [-0.2, 1]);
  assert.deepEqual([lit[1].share, lit[5].value], [0.5, 0]);
});

test("an update whose numbers are not known lights the weights", () => {
  const [first] = litLines(lines, { lines: 0, weights: [] }, THETA);
  assert.equal(first.value, 1);
  assert.ok(first.share > 0.6 && first.share < 0.7);
});

test("a stage without lines lights none, and weights that are not known are 0", () => {
  assert.deepEqual(litLines(lines, {}, THETA), []);
  assert.equal(litLines(lines, { lines: 1 }, null)[0].value, 0);
});

test("the last numbers are written, of the cost the outputs", () => {
  const rows = ["z", "a", "y"].map((name) => ({ name, n: 1, values: [0] }));
  assert.equal(litNumbers({ rows: rows.slice(0, 2) })?.name, "a");
  assert.equal(litNumbers({ rows })?.name, "z");
  assert.equal(litNumbers({ rows: [] }), undefined);
});

test("numbers stand below their units where there is room, over them, or nowhere", () => {
  const tile = { w: 40, h: 30 };
  assert.equal(numbersBelow([{ y: 0 }], tile, 18), 18);
  assert.equal(numbersBelow([{ y: 0 }, { y: 60 }], tile, 18), 18);
  assert.equal(numbersBelow([{ y: 0 }, { y: 40 }], tile, 18), -9);
  assert.equal(numbersBelow([{ y: 0 }, { y: 15 }], tile, 18), null);
});
