import assert from "node:assert/strict";
import test from "node:test";
import { PAPER, palette } from "../../../assets/live/palette.js";

/** @param {number} pixel */
const channels = (pixel) => [...new Uint8Array(new Uint32Array([pixel]).buffer)];

test("a pixel has its red, green and blue in the order of an image, and is opaque", () => {
  const colors = Array.from({ length: 3 * 256 }, (_, i) => (7 * i) % 256);
  const pixels = palette(colors);
  assert.equal(pixels.length, 256);
  for (const i of [0, 1, 100, 255])
    assert.deepEqual(channels(pixels[i]), [...colors.slice(3 * i, 3 * i + 3), 255]);
});

test("paper is white, full ink is black", () => {
  assert.deepEqual(channels(PAPER[0]), [255, 255, 255, 255]);
  assert.deepEqual(channels(PAPER[100]), [155, 155, 155, 255]);
  assert.deepEqual(channels(PAPER[255]), [0, 0, 0, 255]);
});
