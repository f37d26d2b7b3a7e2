// Geometry of what is drawn: no more than numbers. No drawing here.

/** @typedef {[x: number, y: number]} Point */

export const MOST_POINTS = 64; // of a prediction, as the server takes it
const DIGITS = 4;

/**
 * Return points as they are sent: at most 64 of them, finite, to four significant digits.
 *
 * @param {Point[]} points
 * @returns {Point[]}
 */
export function sent(points) {
  return evenly(points.filter(isFinitePoint), MOST_POINTS).map(([x, y]) => [round(x), round(y)]);
}

/** @param {Point} point */
function isFinitePoint([x, y]) {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** @param {number} value */
function round(value) {
  return Number(value.toPrecision(DIGITS));
}

/**
 * Return so many of some points at the most: the first, the last, and those between at equal steps.
 *
 * @param {Point[]} points
 * @param {number} most
 * @returns {Point[]}
 */
export function evenly(points, most) {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]);
}

/**
 * Return values, one of which is moved; those near it go along, the less the farther they are.
 *
 * @param {number[]} values
 * @param {number} at  which one
 * @param {number} by
 * @param {number} reach  how many on each side stay where they are from there on
 */
export function bent(values, at, by, reach) {
  return values.map((value, i) => value + by * Math.max(0, 1 - Math.abs(i - at) / reach));
}

/**
 * Return the value at x on the line from one point to another.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} x
 */
export function between([x0, y0], [x1, y1], x) {
  return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/**
 * Return values with those that are missing on the line between their neighbors; before the first and
 * after the last one, as that is. Nothing where all are missing.
 *
 * @param {(number | null)[]} values
 * @returns {number[]}
 */
export function filled(values) {
  /** @type {Point[]} */
  const known = values.flatMap((y, x) => (y === null ? [] : [/** @type {Point} */ ([x, y])]));
  if (!known.length) return [];
  return values.map((_, x) => {
    const next = known.findIndex(([there]) => there >= x);
    if (next < 0) return known[known.length - 1][1];
    return between(known[Math.max(0, next - 1)], known[next], x);
  });
}

/**
 * Return n points at equal distances along a path.
 *
 * @param {Point[]} path  of at least one point
 * @param {number} n  at least 2
 * @returns {Point[]}
 */
export function along(path, n) {
  const ends = [0];
  for (const [i, point] of path.slice(1).entries()) ends.push(ends[i] + distance(path[i], point));
  const length = ends[ends.length - 1];
  return Array.from({ length: n }, (_, k) => {
    const at = (length * k) / (n - 1);
    const next = Math.max(
      1,
      ends.findIndex((end) => end >= at * (1 - 1e-12)),
    );
    if (next >= path.length) return path[path.length - 1];
    const [from, to] = [path[next - 1], path[next]];
    const share = (at - ends[next - 1]) / (ends[next] - ends[next - 1] || 1);
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  });
}

/**
 * @param {Point} one
 * @param {Point} other
 */
export function distance([x0, y0], [x1, y1]) {
  return Math.hypot(x1 - x0, y1 - y0);
}

/**
 * Return a path without the points that lie nearly on the line between others (Douglas and Peucker).
 *
 * @param {Point[]} path
 * @param {number} tolerance  how far off the line a point may lie
 * @returns {Point[]}
 */
export function simplified(path, tolerance) {
  if (path.length < 3) return path;
  const [first, last] = [path[0], path[path.length - 1]];
  const offs = path.map((point) => distanceToLine(point, first, last));
  const farthest = offs.indexOf(Math.max(...offs));
  if (offs[farthest] <= tolerance) return [first, last];
  const head = simplified(path.slice(0, farthest + 1), tolerance);
  return [...head.slice(0, -1), ...simplified(path.slice(farthest), tolerance)];
}

/**
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
function distanceToLine(point, from, to) {
  const length = distance(from, to);
  if (length === 0) return distance(point, from);
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const share = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length ** 2;
  const within = Math.max(0, Math.min(1, share));
  return distance(point, [from[0] + within * dx, from[1] + within * dy]);
}
