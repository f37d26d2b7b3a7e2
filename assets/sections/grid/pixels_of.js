// The pixels of a small picture: a network's map, computed from its weights, or units as they come.

/** @import { Picture, PlanePicture } from "./types.d.ts" */

import { MapsFromTheta } from "../../live/maps.js";
import { bytesOf, floats } from "../../live/protocol.js";

/** Of a map that is computed. */
export const COLUMNS = 64;
export const ROWS = 48;

/**
 * @typedef {object} PictureBytes
 * @property {Uint8Array} bytes  one a pixel, row by row
 * @property {number} columns
 * @property {number} rows
 */

/**
 * Return the bytes of a picture.
 *
 * @param {Picture} picture
 * @returns {PictureBytes}
 */
export function pixelsOf(picture) {
  if (picture.bytes === undefined) return computed(picture);
  const [columns, rows] = picture.size;
  const bytes = bytesOf(picture.bytes);
  const { units = 1 } = picture;
  return units > 1 ? sideBySide(bytes, columns, units) : { bytes, columns, rows };
}

/**
 * @param {PlanePicture} picture
 * @returns {PictureBytes}
 */
function computed({ computed_maps, theta, ...network }) {
  const maps = new MapsFromTheta(
    { ...network, map: [COLUMNS, ROWS], unit_map: [1, 1] },
    { ...computed_maps, stride: ROWS },
  );
  maps.compute(floats(theta));
  return { bytes: maps.map, columns: COLUMNS, rows: ROWS };
}

/**
 * Lay square pictures that lie one below the other side by side, in rows, with a gap between them.
 *
 * @param {Uint8Array} bytes
 * @param {number} side
 * @param {number} n
 * @returns {PictureBytes}
 */
export function sideBySide(bytes, side, n) {
  const across = acrossOf(n);
  const down = Math.ceil(n / across);
  const step = side + 1;
  const [columns, rows] = [across * step - 1, down * step - 1];
  const laid = new Uint8Array(columns * rows).fill(NEUTRAL);
  for (let unit = 0; unit < n; unit += 1) {
    const [left, top] = [(unit % across) * step, Math.floor(unit / across) * step];
    for (let row = 0; row < side; row += 1) {
      const from = (unit * side + row) * side;
      laid.set(bytes.subarray(from, from + side), (top + row) * columns + left);
    }
  }
  return { bytes: laid, columns, rows };
}

const NEUTRAL = 127;

/**
 * Return how many of n squares stand in a row where all are largest in the room that there is.
 *
 * @param {number} n
 */
function acrossOf(n) {
  /** @param {number} across */
  const size = (across) => Math.min(COLUMNS / across, ROWS / Math.ceil(n / across));
  let best = 1;
  for (let across = 2; across <= n; across += 1) if (size(across) > size(best)) best = across;
  return best;
}

/**
 * Return whether each pixel lies on a contour line: where its neighbor is on another level.
 *
 * @param {PictureBytes} picture
 * @param {number} step  bytes from one line to the next
 */
export function onLines({ bytes, columns }, step) {
  /** @param {number} i */
  const level = (i) => Math.floor(bytes[i] / step);
  return Array.from(bytes, (_byte, i) => {
    const isLast = i % columns === columns - 1;
    const differs = !isLast && level(i) !== level(i + 1);
    return differs || (i + columns < bytes.length && level(i) !== level(i + columns));
  });
}
