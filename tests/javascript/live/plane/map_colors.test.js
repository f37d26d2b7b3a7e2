import assert from "node:assert/strict";
import test from "node:test";
import { cut, softened } from "../../../../assets/live/plane/map_colors.js";

/** Shades of one channel, told apart: byte i has the color (i, 0, 255 - i). */
const CHANNELS = Array.from({ length: 255 }, (_, i) => [i, 0, 255 - i]).flat();

/**
 * @param {number[]} channels
 * @param {number} byte
 */
const color = (channels, byte) => channels.slice(3 * byte, 3 * byte + 3);

test("a softened map lies between its own colors and the background", () => {
  const soft = softened(CHANNELS, [255, 255, 255]);
  assert.equal(soft.length, CHANNELS.length);
  const [red, green, blue] = color(soft, 0);
  assert.ok(red > 60 && red < 120, `${red}`);
  assert.deepEqual([green, blue], [red, 255]);
  assert.notDeepEqual(softened(CHANNELS, [0, 0, 0]), soft);
});

test("cut, a map of two classes has two colors, which change at the middle", () => {
  const two = cut(CHANNELS, 2);
  assert.equal(two.length, CHANNELS.length);
  const [low, high] = [color(two, 0), color(two, 254)];
  assert.notDeepEqual(low, high);
  for (let byte = 0; byte < 127; byte += 1) assert.deepEqual(color(two, byte), low);
  for (let byte = 127; byte < 255; byte += 1) assert.deepEqual(color(two, byte), high);
});

test("cut, a map of three classes has three colors", () => {
  const three = cut(CHANNELS, 3);
  const shown = Array.from({ length: 255 }, (_, byte) => String(color(three, byte)));
  assert.equal(new Set(shown).size, 3);
  assert.deepEqual(
    [0, 84, 85, 169, 170, 254].map((byte) => shown.indexOf(shown[byte])),
    [0, 0, 85, 85, 170, 170],
  );
});
