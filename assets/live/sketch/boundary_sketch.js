// A line that is drawn across the plane: a stroke that begins where the line ends goes on with it, any
// other stands in its place. No drawing here.

/** @import { Point } from "./geometry.js" */

import { along, bent, distance, MOST_POINTS, simplified } from "./geometry.js";

const HANDLES = 5; // points that keys move
const EACH = 8; // points from one of them to the next
const POINTS = (HANDLES - 1) * EACH + 1;
const NEAR = 0.04; // of the plane: as near to its end a stroke goes on with the line
const CLOSE = 0.004; // of the plane: what lies closer to a straight line is on it

export class BoundarySketch {
  /**
   * @param {[x: [number, number], y: [number, number]]} plane
   * @param {Point[]} [points]  that were drawn before
   */
  constructor([[left, right], [bottom, top]], points = []) {
    this.n = HANDLES;
    this.origin = /** @type {Point} */ ([left, bottom]);
    this.size = /** @type {Point} */ ([right - left, top - bottom]);
    /** @type {Point[]} In parts of the plane, so that both axes count the same. */
    this.path = points.map((point) => this.inside(point));
    this.isShaped = false; // whether its points are those between handles that keys have moved
  }

  get isEmpty() {
    return this.path.length < 2;
  }

  /**
   * Begin with a straight line.
   *
   * @param {Point} through
   */
  start(through) {
    const [, y] = this.inside(through);
    const ends = /** @type {Point[]} */ ([0, 1].map((x) => [x, y]));
    this.path = along(ends, POINTS);
    this.isShaped = true;
  }

  clear() {
    this.path = [];
  }

  /**
   * A stroke begins.
   *
   * @param {Point} point
   */
  begin(point) {
    const at = this.inside(point);
    this.isShaped = false;
    const { path } = this;
    const goesOn = (/** @type {Point} */ end) => path.length > 1 && distance(end, at) < NEAR;
    if (goesOn(path[0])) path.reverse();
    if (path.length < 2 || !goesOn(path[path.length - 1])) this.path = [];
    this.path.push(at);
  }

  /**
   * It goes on.
   *
   * @param {Point} point
   */
  extend(point) {
    this.path.push(this.inside(point));
  }

  /** It has ended. A mere click is no line. */
  end() {
    const path = simplified(this.path, CLOSE);
    this.path = path.length > 1 && distance(path[0], path[1]) > 0 ? path : [];
  }

  /** @returns {Point[][]} What is drawn. */
  get lines() {
    return this.path.length ? [this.path.map((point) => this.outside(point))] : [];
  }

  /** @returns {Point[]} What keys move. */
  get handles() {
    if (this.isEmpty) return [];
    const handles = this.isShaped
      ? this.path.filter((_, i) => i % EACH === 0)
      : along(this.path, HANDLES);
    return handles.map((point) => this.outside(point));
  }

  /**
   * Move a handle; the line goes along between its neighbors.
   *
   * @param {number} k
   * @param {Point} to
   */
  move(k, to) {
    const path = this.isShaped ? this.path : along(this.path, POINTS);
    const at = k * EACH;
    const [xs, ys] = [0, 1].map((axis) => path.map((point) => point[axis]));
    const [x, y] = this.inside(to);
    const [moved, raised] = [bent(xs, at, x - xs[at], EACH), bent(ys, at, y - ys[at], EACH)];
    this.path = moved.map((one, i) => [one, raised[i]]);
    this.isShaped = true;
  }

  /** @returns {Point[]} All of it. */
  get points() {
    let [path, tolerance] = [this.path, CLOSE];
    for (; path.length > MOST_POINTS; tolerance *= 1.5) path = simplified(path, tolerance);
    return path.map((point) => this.outside(point));
  }

  /**
   * @param {Point} point
   * @returns {Point}
   */
  inside([x, y]) {
    return [(x - this.origin[0]) / this.size[0], (y - this.origin[1]) / this.size[1]];
  }

  /**
   * @param {Point} point
   * @returns {Point}
   */
  outside([x, y]) {
    return [this.origin[0] + x * this.size[0], this.origin[1] + y * this.size[1]];
  }
}
