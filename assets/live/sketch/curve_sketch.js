// A curve that is drawn: one value for each of some places on the axis, so that a later stroke over
// the same place counts. No drawing here.

/** @import { Point } from "./geometry.js" */

import { bent, between, filled } from "./geometry.js";

const HANDLES = 9; // points that keys move
const EACH = 7; // places from one of them to the next; all of them can be sent
const PLACES = (HANDLES - 1) * EACH + 1;

export class CurveSketch {
  /**
   * @param {number} at  where it ends
   * @param {Point[]} [points]  that were drawn before
   */
  constructor(at, points = []) {
    this.at = at;
    this.n = HANDLES;
    /** @type {(number | null)[]} Null where nothing was drawn. */
    this.values = Array.from({ length: PLACES }, () => null);
    /** @type {Point | null} The end of the stroke. */
    this.last = null;
    for (const [i, point] of points.entries()) this.stroke(point, points[Math.max(0, i - 1)]);
  }

  get isEmpty() {
    return this.values.every((value) => value === null);
  }

  /**
   * Begin with a straight line.
   *
   * @param {Point} from
   */
  start([, y]) {
    this.values = this.values.map(() => y);
  }

  clear() {
    this.values = this.values.map(() => null);
    this.last = null;
  }

  /**
   * A stroke begins.
   *
   * @param {Point} point
   */
  begin(point) {
    this.last = null;
    this.extend(point);
  }

  /**
   * It goes on.
   *
   * @param {Point} point
   */
  extend(point) {
    this.stroke(point, this.last ?? point);
    this.last = point;
  }

  /** It has ended. */
  end() {
    this.last = null;
  }

  /**
   * @param {Point} to
   * @param {Point} from
   */
  stroke(to, from) {
    const places = [from, to].map(([x]) => (x / this.at) * (PLACES - 1));
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const nearest = Math.round(places[1]);
    this.values = this.values.map((value, i) => {
      if (i >= low && i <= high) return between([places[0], from[1]], [places[1], to[1]], i);
      return i === nearest ? to[1] : value;
    });
  }

  /** @returns {Point[][]} What is drawn, in parts where there are gaps. */
  get lines() {
    /** @type {Point[][]} */
    const lines = [[]];
    for (const [i, value] of this.values.entries()) {
      if (value !== null) lines[lines.length - 1].push([this.x(i), value]);
      else if (lines[lines.length - 1].length) lines.push([]);
    }
    return lines.filter(({ length }) => length);
  }

  /** @returns {Point[]} What keys move. */
  get handles() {
    const values = filled(this.values);
    if (!values.length) return [];
    return Array.from({ length: HANDLES }, (_, k) => [this.x(k * EACH), values[k * EACH]]);
  }

  /**
   * Move a handle; the curve goes along between its neighbors.
   *
   * @param {number} k
   * @param {Point} to  of which the height counts
   */
  move(k, [, y]) {
    const values = filled(this.values);
    this.values = bent(values, k * EACH, y - values[k * EACH], EACH);
  }

  /** @returns {Point[]} All of it, without gaps. */
  get points() {
    return filled(this.values).map((value, i) => [this.x(i), value]);
  }

  /** @param {number} i  of a place */
  x(i) {
    return (this.at * i) / (PLACES - 1);
  }
}
