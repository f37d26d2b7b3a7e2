import assert from "node:assert/strict";
import test from "node:test";
import {
  along,
  bent,
  between,
  distance,
  evenly,
  filled,
  MOST_POINTS,
  sent,
  simplified,
} from "../../../../assets/live/sketch/geometry.js";

/** @import { Point } from "../../../../assets/live/sketch/geometry.js" */

test("points are sent finite, with four digits, and 64 of them at the most", () => {
  /** @type {Point[]} */
  const points = Array.from({ length: 1000 }, (_, i) => [i / 3, 1 / (1 + i)]);
  const all = sent([...points, [Number.NaN, 1], [1, Number.POSITIVE_INFINITY]]);
  assert.equal(all.length, MOST_POINTS);
  assert.deepEqual([all[0], all[63]], [points[0], [333, 0.001]]);
  assert.deepEqual(sent([[123.456, 0.000123456]]), [[123.5, 0.0001235]]);
  assert.deepEqual(sent([[Number.NaN, 1]]), []);
});

test("of many points the first and the last stay, and those between at equal steps", () => {
  /** @type {Point[]} */
  const points = Array.from({ length: 7 }, (_, i) => [i, 0]);
  assert.deepEqual(
    evenly(points, 4).map(([x]) => x),
    [0, 2, 4, 6],
  );
  assert.equal(evenly(points, 7), points);
});

test("what is near a value that is moved goes along, the less the farther", () => {
  assert.deepEqual(bent([0, 0, 0, 0, 0, 0, 0], 3, 4, 2), [0, 0, 2, 4, 2, 0, 0]);
  assert.deepEqual(bent([1, 1, 1], 0, 1, 2), [2, 1.5, 1]);
});

test("a value between two points lies on the line; of a step it is the end", () => {
  assert.equal(between([0, 0], [4, 8], 1), 2);
  assert.equal(between([1, 3], [1, 7], 1), 7);
});

test("gaps are filled by lines, and the ends by what is next to them", () => {
  assert.deepEqual(filled([null, 1, null, null, 4, null]), [1, 1, 2, 3, 4, 4]);
  assert.deepEqual(filled([5]), [5]);
  assert.deepEqual(filled([null, null]), []);
});

test("points along a path are at equal distances", () => {
  /** @type {Point[]} */
  const path = [
    [0, 0],
    [1, 0],
    [1, 3],
  ];
  const points = along(path, 5);
  assert.deepEqual(points, [path[0], [1, 0], [1, 1], [1, 2], path[2]]);
  assert.deepEqual(along([[2, 3]], 3), [
    [2, 3],
    [2, 3],
    [2, 3],
  ]);
});

test("a path without what lies on the line keeps its corners, and stays as near as is asked", () => {
  /** @type {Point[]} */
  const path = Array.from({ length: 201 }, (_, i) => [i / 100, Math.abs(i / 100 - 1)]);
  assert.deepEqual(simplified(path, 0.01), [path[0], path[100], path[200]]);
  /** @type {Point[]} */
  const wave = Array.from({ length: 201 }, (_, i) => [i / 200, Math.sin(i / 20)]);
  const few = simplified(wave, 0.05);
  assert.ok(few.length < 20);
  const near = along(few, 2000); // on the path that is left
  for (const point of wave) assert.ok(near.some((one) => distance(one, point) < 0.052));
});

test("a closed path is no line from its first point to its last", () => {
  /** @type {Point[]} */
  const ring = Array.from({ length: 41 }, (_, i) => [
    Math.cos((2 * Math.PI * i) / 40),
    Math.sin((2 * Math.PI * i) / 40),
  ]);
  const few = simplified(ring, 0.05);
  assert.ok(few.length > 5);
  assert.ok(few.every((point) => Math.abs(distance(point, [0, 0]) - 1) < 1e-9));
});
