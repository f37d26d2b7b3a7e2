// The colors of the map: pale, so that points stand out from it, or one color a class. Made once,
// for all bytes: painting is as quick with them as without. No drawing here.

/** Of the map's own color; the rest is the page's background. */
const SHARE = 0.66;
const CLASS_BYTES = 85; // of a map of three classes: a class has as many shades
/** Of three classes: the shade in which a class is shown alone. */
const CLASS_SHADE = 50;
/** Of two: the byte of each side. */
const SIDES = [40, 214];
const HALF = 127; // where both classes are equal

/** @typedef {[red: number, green: number, blue: number]} Color */

/**
 * Return a map's colors, mixed with the background.
 *
 * @param {number[]} channels  red, green, blue, red, ... of each byte
 * @param {Color} background
 */
export function softened(channels, background) {
  return channels.map((channel, i) =>
    Math.round(SHARE * channel + (1 - SHARE) * background[i % 3]),
  );
}

/**
 * Return a map's colors without shades: each byte has the color of its class.
 *
 * @param {number[]} channels
 * @param {number} nClasses
 */
export function cut(channels, nClasses) {
  return Array.from({ length: channels.length / 3 }, (_, byte) => {
    const from = 3 * (nClasses > 2 ? shadeOf(byte) : SIDES[Number(byte >= HALF)]);
    return channels.slice(from, from + 3);
  }).flat();
}

/** @param {number} byte */
const shadeOf = (byte) => CLASS_BYTES * Math.floor(byte / CLASS_BYTES) + CLASS_SHADE;
