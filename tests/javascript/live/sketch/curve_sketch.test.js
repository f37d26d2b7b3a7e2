import assert from "node:assert/strict";
import test from "node:test";
import { CurveSketch } from "../../../../assets/live/sketch/curve_sketch.js";
import { MOST_POINTS, sent } from "../../../../assets/live/sketch/geometry.js";

/** @import { Point } from "../../../../assets/live/sketch/geometry.js" */

/**
 * @param {CurveSketch} sketch
 * @param {Point[]} points
 */
function draw(sketch, [first, ...others]) {
  sketch.begin(first);
  for (const point of others) sketch.extend(point);
  sketch.end();
}

/**
 * @param {CurveSketch} sketch
 * @param {number} x
 */
const at = (sketch, x) => {
  const found = sketch.points.find(([there]) => Math.abs(there - x) < 1e-9);
  return found?.[1];
};

test("a stroke is a curve from its first place to its last", () => {
  const sketch = new CurveSketch(560);
  assert.ok(sketch.isEmpty);
  assert.deepEqual(sketch.points, []);
  draw(sketch, [
    [0, 1],
    [560, 0],
  ]);
  assert.ok(!sketch.isEmpty);
  assert.equal(at(sketch, 0), 1);
  assert.equal(at(sketch, 280), 0.5);
  assert.equal(at(sketch, 560), 0);
  assert.ok(sketch.points.length <= MOST_POINTS);
  assert.deepEqual(sketch.points.at(-1), [560, 0]);
});

test("a later stroke over the same places counts, whichever way it goes", () => {
  const sketch = new CurveSketch(560);
  draw(sketch, [
    [0, 1],
    [560, 1],
  ]);
  draw(sketch, [
    [280, 0],
    [140, 0],
  ]);
  assert.deepEqual(
    [0, 130, 140, 200, 280, 290].map((x) => at(sketch, x)),
    [1, 1, 0, 0, 0, 1],
  );
});

test("a fast stroke leaves no gap, and a mere touch is a point", () => {
  const sketch = new CurveSketch(560);
  draw(sketch, [
    [13, 1],
    [301, 0.4],
    [302, 0.2],
  ]);
  assert.equal(sketch.lines.length, 1);
  sketch.clear();
  draw(sketch, [[203, 0.3]]);
  assert.deepEqual(sketch.lines, [[[200, 0.3]]]);
  assert.ok(sketch.points.every(([, y]) => y === 0.3));
});

test("gaps between strokes are seen, and given as lines", () => {
  const sketch = new CurveSketch(560);
  draw(sketch, [
    [0, 1],
    [100, 1],
  ]);
  draw(sketch, [
    [300, 0],
    [400, 0],
  ]);
  assert.equal(sketch.lines.length, 2);
  assert.equal(at(sketch, 200), 0.5);
  assert.equal(at(sketch, 560), 0);
});

test("keys move nine points, and the curve between their neighbors", () => {
  const sketch = new CurveSketch(800);
  assert.deepEqual(sketch.handles, []);
  sketch.start([0, 0.7]);
  assert.deepEqual(
    sketch.handles,
    Array.from({ length: 9 }, (_, k) => [100 * k, 0.7]),
  );
  sketch.move(8, [800, 0.1]);
  assert.ok(Math.abs(sketch.handles[8][1] - 0.1) < 1e-9);
  assert.deepEqual(sketch.handles[7], [700, 0.7]);
  const middle = sketch.points.filter(([x]) => x > 700 && x < 800).map(([, y]) => y);
  assert.ok(middle.every((y) => y < 0.7 && y > 0.1));
});

test("what was given is drawn again as it was", () => {
  const sketch = new CurveSketch(5000);
  draw(sketch, [
    [0, 0.7],
    [1000, 0.65],
    [2000, 0.2],
    [5000, 0.1],
  ]);
  const given = sent(sketch.points);
  const again = new CurveSketch(5000, given);
  assert.equal(again.lines.length, 1);
  for (const [i, [x, y]] of again.points.entries()) {
    assert.ok(Math.abs(x - sketch.points[i][0]) < 1e-9);
    assert.ok(Math.abs(y - sketch.points[i][1]) < 1e-3);
  }
});
