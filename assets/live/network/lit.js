// Which lines and which numbers of the diagram a stage of an update is about.

/** @import { Stage } from "../by_hand/types.d.ts" */
/** @import { Line, Tile, Unit } from "./layout.js" */

/**
 * Return the lines that a stage is about: for each its number, and how strong it is, 0 to 1. The
 * number is the stage's own, as a gradient, or else the weight.
 *
 * @param {Line[]} lines
 * @param {Pick<Stage, "lines" | "biases" | "weights">} stage
 * @param {Float32Array | null} theta
 */
export function litLines(lines, { lines: layer, biases, weights }, theta) {
  if (layer === undefined) return [];
  const own = weights?.length ? weights : null;
  const top = Math.max(1e-300, ...(own ?? []).map((value) => Math.abs(value ?? 0)));
  return lines
    .filter((line) => (layer === 0 || line.layer === layer) && !(biases === false && line.isBias))
    .map((line) => {
      const value = (own ?? theta)?.[line.at] ?? 0;
      const share = own ? Math.abs(value) / top : 1 - Math.exp(-Math.abs(value));
      return { line, value, share };
    });
}

/**
 * Return the numbers that are written at the units: of the cost ŷ, else the last that are computed.
 *
 * @param {Pick<Stage, "rows">} stage
 */
export function litNumbers({ rows }) {
  return rows.length > 2 ? rows[0] : rows.at(-1);
}

/**
 * Return how far below its middle a unit's number begins: below the unit, over it where there is
 * no room below, and null where there is none at all.
 *
 * @param {Pick<Unit, "y">[]} column
 * @param {Tile} tile
 * @param {number} height  of a number, in pixels
 */
export function numbersBelow(column, { h }, height) {
  const pitch = column.length > 1 ? column[1].y - column[0].y : Number.POSITIVE_INFINITY;
  if (pitch < height + 2) return null;
  return pitch - h >= height + 6 ? h / 2 + 3 : -height / 2;
}
