import assert from "node:assert/strict";
import test from "node:test";
import { pointsAt } from "../../../assets/playback/moving.js";

test("a trail has the points up to the picture", () => {
  const trail = { panel: 0, trace: 0, x: [1, 2, 3], y: [4, 5, 6], z: null };
  assert.deepEqual(pointsAt({ kind: "trail", ...trail }, 1), { x: [1, 2], y: [4, 5] });
  assert.deepEqual(pointsAt({ kind: "trail", ...trail, z: [7, 8, 9] }, 0), {
    x: [1],
    y: [4],
    z: [7],
  });
});

test("of each picture's own trace the picture has the whole", () => {
  const each = { panel: 0, trace: 0, x: [[1, 2], [3]], y: [[4, 5], [6]], z: null };
  assert.deepEqual(pointsAt({ kind: "each", ...each }, 0), { x: [1, 2], y: [4, 5] });
  assert.deepEqual(pointsAt({ kind: "each", ...each, z: [[7, 8], [9]] }, 1), {
    x: [3],
    y: [6],
    z: [9],
  });
});
