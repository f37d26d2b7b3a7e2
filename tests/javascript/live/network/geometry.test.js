import assert from "node:assert/strict";
import test from "node:test";
import { distance, NEAR, nearestLine } from "../../../../assets/live/network/geometry.js";
import { layOut } from "../../../../assets/live/network/layout.js";

const LINE = { x0: 100, y0: 50, x1: 300, y1: 150, bend: 90 };

test("a line's ends and its middle lie on it", () => {
  assert.ok(distance(LINE, 100, 50) < 1e-9);
  assert.ok(distance(LINE, 200, 100) < 1e-9);
  assert.ok(distance(LINE, 300, 150) < 1e-6);
});

test("a point beside a straight line is as far away as it is", () => {
  const straight = { x0: 0, y0: 10, x1: 240, y1: 10, bend: 108 };
  assert.ok(Math.abs(distance(straight, 120, 14) - 4) < 0.5);
});

test("before and behind a line nothing is near", () => {
  assert.equal(distance(LINE, 100 - NEAR - 1, 50), Number.POSITIVE_INFINITY);
  assert.equal(distance(LINE, 300 + NEAR + 1, 150), Number.POSITIVE_INFINITY);
});

test("the line under a point is found, and none where none is near", () => {
  const { lines } = layOut({ sizes: [2, 3, 2], biases: true }, 700, 400);
  for (const line of lines) {
    // Near its start, where lines that end in one unit are apart.
    const t = 0.25;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3];
    const x = a * line.x0 + b * (line.x0 + line.bend) + c * (line.x1 - line.bend) + d * line.x1;
    const y = (a + b) * line.y0 + (c + d) * line.y1;
    const found = nearestLine(lines, x, y);
    assert.ok(found);
    assert.ok(distance(found, x, y) <= distance(line, x, y));
    assert.ok(distance(line, x, y) < 1e-6);
  }
  assert.equal(nearestLine(lines, 5, 395), null);
});
