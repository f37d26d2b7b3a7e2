// What a cell says: its numbers, its settings, and what has become of its runs. No drawing here.

/** @import { Axis, Cell, Grid, Measure, Spread } from "./types.d.ts" */

import { formatCost, formatEpoch } from "../../shared/format.js";
import { _, ngettext } from "../../shared/language.js";

/** @type {Record<Measure["kind"], (value: number) => string>} A number without its unit. */
const FORMATS = {
  cost: formatCost,
  share: (share) => (100 * share).toFixed(1),
  epoch: (epoch) => formatEpoch(Math.round(epoch)),
};
const UNITS = { cost: "", share: "\u202f%", epoch: "" };

/**
 * Return a number of a measure.
 *
 * @param {Measure} measure
 * @param {number | null} value  null where it is infinite
 */
export function written({ kind }, value) {
  return value === null ? _("never") : FORMATS[kind](value) + UNITS[kind];
}

/**
 * Return the median of a measure, large, and its spread, small.
 *
 * @param {Measure} measure
 * @param {Spread | null | undefined} spread
 * @param {number} n  runs that have ended
 * @returns {[median: string, spread: string]}
 */
export function numbers(measure, spread, n) {
  if (!spread) return ["–", ""];
  const [low, median, high] = spread;
  const format = FORMATS[measure.kind];
  /** @param {number | null} one */
  const short = (one) => (one === null ? _("never") : format(one));
  const ends = n > 1 ? `${short(low)} – ${short(high)}` : "";
  return [written(measure, median), ends];
}

/**
 * Return the value of each axis in a cell.
 *
 * @param {Axis[]} axes
 * @param {number} number  of the cell
 */
export function valuesOf(axes, number) {
  let rest = number;
  return axes.map(({ values }) => {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    return value;
  });
}

/**
 * Return what a cell is called: "Noise 0.1, Hidden layers 5-5".
 *
 * @param {Axis[]} axes
 * @param {number} number
 */
export function nameOf(axes, number) {
  const values = valuesOf(axes, number);
  return axes.map(({ label }, i) => `${label} ${values[i]}`).join(", ");
}

/**
 * Return all that is known of a cell, a line each.
 *
 * @param {Grid} grid
 * @param {Cell} cell
 */
export function explanation({ measures, n, folds, target }, cell) {
  if (cell.problem) return _("These settings make no run. {why}", { why: cell.problem });
  const lines = measures.flatMap((measure) => {
    const spread = cell.values[measure.name];
    if (!spread) return [];
    const [median, ends] = numbers(measure, spread, cell.n);
    const label = measure.name === "reached" ? targetLabel(target) : measure.label;
    return [`${label}: ${median}${ends && ` (${ends})`}`];
  });
  const { n: runs, diverged } = cell;
  const what = folds
    ? ngettext("{runs} fold of {n}", "{runs} folds of {n}", runs, { runs, n })
    : ngettext("{runs} run of {n}", "{runs} runs of {n}", runs, { runs, n });
  const lost = diverged ? `, ${_("{diverged} diverged", { diverged })}` : "";
  return [...lines, what + lost, _("Click to open it.")].join("\n");
}

/**
 * Return what a cell shows.
 *
 * @param {Pick<Grid, "n">} grid
 */
export function keyOf({ n }) {
  const color = _("The stronger the color, the better.");
  if (n < 2) return color;
  return `${_("A cell shows the run in the middle, the median, and the quartiles.")} ${color}`;
}

/**
 * Return what the epochs to the target are called.
 *
 * @param {number | null} target
 */
export function targetLabel(target) {
  return _("epochs to J = {target}", { target: target === null ? "–" : formatCost(target) });
}
