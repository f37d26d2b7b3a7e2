// Curves by epoch: what each line of a chart shows of the frames so far.

/** @import { Trace } from "../../shared/types.d.ts" */
/** @import { Point } from "../types.d.ts" */

import { _ } from "../../shared/language.js";

/** @typedef {Trace & { x: number[], y: (number | null)[], visible: boolean }} Curve */

const MAX_POINTS = 400; // more cannot be told apart on the screen, and cost time
const PARTS = ["penalty", "data"]; // of the cost: shown where a penalty is

/**
 * Return the lines of a chart with their points.
 *
 * @param {Trace[]} traces
 * @param {string[]} curves  the number that each shows
 * @param {Point[]} points
 * @returns {Curve[]}
 */
export function tracesOf(traces, curves, points) {
  const shown = thin(points);
  const x = shown.map(({ epoch }) => epoch);
  const isPenalized = shown.some(({ numbers }) => (numbers.penalty ?? 0) > 0);
  return traces.map((trace, i) => {
    const y = shown.map(({ numbers }) => numbers[curves[i]]);
    const visible = PARTS.includes(curves[i]) ? isPenalized : y.some(Number.isFinite);
    return { ...trace, x, y, visible };
  });
}

/**
 * Return the lines of former runs, which are all of one color.
 *
 * @param {{ label: string, points: Point[] }[]} runs
 * @param {string} key  of the number
 * @param {string} color
 * @returns {Curve[]}
 */
export function pastTraces(runs, key, color) {
  return runs.map(({ label, points }) => {
    const shown = thin(points);
    return {
      type: "scatter",
      mode: "lines",
      name: label,
      x: shown.map(({ epoch }) => epoch),
      y: shown.map(({ numbers }) => numbers[key]),
      visible: true,
      line: { color, width: 1.5 },
      hovertemplate: `%{y:.5g}<br>%{x:,}<extra>${_("before")}</extra>`,
    };
  });
}

/**
 * Return every n-th of some points, so many that the curve keeps its shape, and always the last.
 *
 * @template T
 * @param {T[]} points
 * @param {number} [most]
 */
export function thin(points, most = MAX_POINTS) {
  const every = Math.ceil(points.length / most);
  if (every < 2) return points;
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}

/**
 * Return the range of the cost axis: from 0, or in powers of ten. Former runs are shown as far as
 * they leave the present one half of the height.
 *
 * @param {Curve[]} curves
 * @param {boolean} log
 * @param {Curve[]} [past]
 * @returns {[number, number]}
 */
export function costRange(curves, log, past = []) {
  const values = valuesOf(curves);
  const own = Math.max(1e-12, ...values);
  const top = Math.max(own, Math.min(2 * own, Math.max(0, ...valuesOf(past))));
  if (!log) return [0, top * 1.06];
  const least = Math.min(...values.filter((value) => value > 0), top);
  return [Math.floor(Math.log10(least) * 2) / 2 - 0.1, Math.log10(top) + 0.1];
}

/** @param {Curve[]} curves */
function valuesOf(curves) {
  return curves
    .filter(({ visible }) => visible)
    .flatMap(({ y }) => y)
    .filter((value) => value !== null)
    .filter(Number.isFinite);
}
