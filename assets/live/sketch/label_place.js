// Where the label of a line has room: beside it, and not across it. No drawing here.

/** @import { Point } from "./geometry.js" */

import { along } from "./geometry.js";

const GAP = 6; // pixels from the line to its label
const POINTS = 200; // of the line that are looked at
const TRIES = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1]; // how far along the line

/**
 * Return the upper left corner of a label.
 *
 * @param {Point[]} line  in pixels
 * @param {{ width: number, height: number }} size  of the axes
 * @param {{ width: number, height: number }} label
 * @returns {Point}
 */
export function labelPlace(line, size, label) {
  const points = along(line, POINTS);
  /** @type {{ place: Point, crossed: number }[]} */
  const places = TRIES.flatMap((share) =>
    cornersAt(points[Math.round(share * (POINTS - 1))], label),
  )
    .filter((place) => isWithin(place, size, label))
    .map((place) => ({ place, crossed: crossed(points, place, label) }));
  places.sort((one, other) => one.crossed - other.crossed); // of equals, the first stays so
  return places[0]?.place ?? [0, 0];
}

/**
 * Return the corners of labels beside a point: right above it, left above it, and so below.
 *
 * @param {Point} point
 * @param {{ width: number, height: number }} label
 * @returns {Point[]}
 */
function cornersAt([x, y], { width, height }) {
  const [right, left] = [x + GAP, x - GAP - width];
  const [above, below] = [y - GAP - height, y + GAP];
  return [[right, above], [left, above], [right, below], [left, below]]; // biome-ignore format: four
}

/**
 * @param {Point} place
 * @param {{ width: number, height: number }} size
 * @param {{ width: number, height: number }} label
 */
function isWithin([x, y], size, { width, height }) {
  return x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height;
}

/**
 * Return how many points lie within a label.
 *
 * @param {Point[]} points
 * @param {Point} place
 * @param {{ width: number, height: number }} label
 */
function crossed(points, [left, top], { width, height }) {
  const isIn = (/** @type {Point} */ [x, y]) =>
    x >= left && x <= left + width && y >= top && y <= top + height;
  return points.filter(isIn).length;
}
