import assert from "node:assert/strict";
import test from "node:test";
import { heightsOf, project, trails } from "../../../assets/live/loss_surface/path.js";

/** @type {import("../../../assets/live/types.d.ts").LossSurface} */
const SURFACE = {
  epoch: 10,
  note: "",
  names: ["s", "t"],
  s: [0, 1],
  t: [0, 1],
  origin: [1, 2, 3],
  dual: [
    [1, 0, 0],
    [0, 0.5, 0.5],
  ],
  epochs: [0, 10],
  at: [
    [0.1, 0.2],
    [0.3, 0.4],
  ],
  heights: { mse: { J: "", true: [0.3, null], below: [0.2, 5] } },
};

test("weights are projected from the origin, along each direction", () => {
  const frame = { epoch: 11, numbers: { mse: 0.1 }, theta: new Float32Array([2, 4, 3]) };
  assert.deepEqual(project(SURFACE, frame), { epoch: 11, at: [1, 1], numbers: { mse: 0.1 } });
});

test("heights come row by row, the largest number for the top", () => {
  const whole = new Uint16Array([0, 65535, 13107, 0, 0, 0]);
  const text = Buffer.from(whole.buffer).toString("base64");
  assert.deepEqual(heightsOf(text, 2, 3, 10), [
    [0, 10, 2],
    [0, 0, 0],
  ]);
});

test("the path goes on by the frames since, cut off at the top and lifted above its shadow", () => {
  const since = [
    { epoch: 11, at: /** @type {[number, number]} */ ([0.5, 0.6]), numbers: { mse: 0.1 } },
  ];
  const { shadow, path } = trails(SURFACE, "mse", 1, since);
  assert.deepEqual(shadow, { x: [0.1, 0.2], y: [0.3, 0.4], z: [0.21000000000000002, 1.01] });
  assert.deepEqual(path.x, [0.1, 0.2, 0.5]);
  assert.deepEqual(path.y, [0.3, 0.4, 0.6]);
  assert.deepEqual(path.z, [0.32, 1.02, 0.12000000000000001]);
});
