// From the units of a chart to pixels within its axes, and back. No drawing here.

/** @import { Axes } from "../types.d.ts" */
/** @import { Point } from "./geometry.js" */

const LEAST = 1e-12; // a logarithmic axis has no zero

export class Scale {
  /**
   * @param {Pick<Axes, "range" | "isLog">} axes
   * @param {{ width: number, height: number }} size  in pixels
   */
  constructor({ range: [[left, right], [bottom, top]], isLog }, { width, height }) {
    this.origin = [left, top];
    this.unit = [width / (right - left), height / (top - bottom)];
    this.size = { width, height };
    this.isLog = isLog;
  }

  /**
   * @param {Point} point  of the chart
   * @returns {Point} in pixels
   */
  place([x, y]) {
    const value = this.isLog ? Math.log10(Math.max(y, LEAST)) : y;
    return [(x - this.origin[0]) * this.unit[0], (this.origin[1] - value) * this.unit[1]];
  }

  /**
   * @param {Point} place  in pixels; what lies outside of the axes counts as their edge
   * @returns {Point} of the chart
   */
  value([x, y]) {
    const right = Math.min(this.size.width, Math.max(0, x));
    const down = Math.min(this.size.height, Math.max(0, y));
    const value = this.origin[1] - down / this.unit[1];
    return [this.origin[0] + right / this.unit[0], this.isLog ? 10 ** value : value];
  }
}
