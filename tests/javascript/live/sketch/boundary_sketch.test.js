import assert from "node:assert/strict";
import test from "node:test";
import { BoundarySketch } from "../../../../assets/live/sketch/boundary_sketch.js";
import { distance, MOST_POINTS } from "../../../../assets/live/sketch/geometry.js";

/** @import { Point } from "../../../../assets/live/sketch/geometry.js" */
/** @typedef {[[number, number], [number, number]]} Plane */

/** @type {Plane} */
const PLANE = [
  [-2, 2],
  [-1, 3],
];

/**
 * @param {BoundarySketch} sketch
 * @param {Point[]} points
 */
function draw(sketch, [first, ...others]) {
  sketch.begin(first);
  for (const point of others) sketch.extend(point);
  sketch.end();
}

/**
 * @param {Point} point
 * @param {Point} expected
 */
const isAt = (point, expected) => assert.ok(distance(point, expected) < 1e-9, `${point}`);

test("a stroke is a line, without the points that it does not need", () => {
  const sketch = new BoundarySketch(PLANE);
  assert.ok(sketch.isEmpty);
  draw(
    sketch,
    Array.from({ length: 300 }, (_, i) => [-2 + i / 75, 0]),
  );
  assert.equal(sketch.points.length, 2);
  isAt(sketch.points[0], [-2, 0]);
});

test("another stroke stands in its place; one that begins at an end goes on with it", () => {
  const sketch = new BoundarySketch(PLANE);
  draw(sketch, [
    [-1, 0],
    [1, 0],
  ]);
  draw(sketch, [
    [1.02, 0],
    [1, 2],
  ]);
  isAt(sketch.points[0], [-1, 0]);
  isAt(sketch.points[sketch.points.length - 1], [1, 2]);
  draw(sketch, [
    [-1, 0.02],
    [-1, 1],
  ]);
  const { points } = sketch;
  isAt(points[0], [1, 2]);
  isAt(points[points.length - 1], [-1, 1]);
  draw(sketch, [
    [0, -1],
    [0, 3],
  ]);
  assert.equal(sketch.points.length, 2);
  isAt(sketch.points[0], [0, -1]);
});

test("a click alone is no line", () => {
  const sketch = new BoundarySketch(PLANE);
  draw(sketch, [[0, 0]]);
  assert.ok(sketch.isEmpty);
  assert.deepEqual([sketch.lines, sketch.points, sketch.handles], [[], [], []]);
});

test("however long a scribble is, 64 points are given, which lie on it", () => {
  const sketch = new BoundarySketch(PLANE);
  /** @type {Point[]} */
  const scribble = Array.from({ length: 4000 }, (_, i) => [
    1.9 * Math.sin(i / 7),
    1 + 1.9 * Math.cos(i / 5.3),
  ]);
  draw(sketch, scribble);
  const { points } = sketch;
  assert.ok(points.length > 2 && points.length <= MOST_POINTS);
  for (const point of points) assert.ok(scribble.some((drawn) => distance(drawn, point) < 1e-9));
});

test("keys move five points both ways, and the line between their neighbors", () => {
  const sketch = new BoundarySketch(PLANE);
  sketch.start([0, 1]);
  const before = sketch.handles;
  assert.equal(before.length, 5);
  isAt(before[0], [-2, 1]);
  isAt(before[4], [2, 1]);
  sketch.move(2, [0.5, 2]);
  const after = sketch.handles;
  isAt(after[2], [0.5, 2]);
  for (const k of [0, 1, 3, 4]) isAt(after[k], before[k]);
  sketch.move(1, [-1, 0]);
  isAt(sketch.handles[1], [-1, 0]);
  isAt(sketch.handles[2], [0.5, 2]);
  assert.ok(sketch.points.length <= MOST_POINTS);
});

test("keys move what was drawn, and keep its form elsewhere", () => {
  const sketch = new BoundarySketch(PLANE);
  draw(sketch, [
    [-2, 0],
    [0, 2],
    [2, 0],
  ]);
  sketch.move(0, [-2, 1]);
  isAt(sketch.handles[0], [-2, 1]);
  isAt(sketch.handles[2], [0, 2]);
  isAt(sketch.handles[4], [2, 0]);
});

test("what was given is drawn again", () => {
  /** @type {Point[]} */
  const points = [
    [-2, 0.5],
    [0.25, 1],
    [2, -1],
  ];
  const sketch = new BoundarySketch(PLANE, points);
  assert.equal(sketch.lines.length, 1);
  for (const [i, point] of sketch.points.entries()) isAt(point, points[i]);
});
