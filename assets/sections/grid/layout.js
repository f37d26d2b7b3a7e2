// The cells of a grid in the order in which they stand. No drawing here.

/** @import { Grid, Measure } from "./types.d.ts" */

/**
 * Return the numbers of the cells as a table: groups of rows of columns.
 *
 * @param {Grid["axes"]} axes
 * @returns {number[][][]}
 */
export function tableOf(axes) {
  const [columns, rows, groups] = [0, 1, 2].map((i) => axes[i]?.values.length ?? 1);
  return Array.from({ length: groups }, (_group, group) =>
    Array.from({ length: rows }, (_row, row) =>
      Array.from({ length: columns }, (_column, column) => (group * rows + row) * columns + column),
    ),
  );
}

/**
 * Return the numbers of the cells of which something is known, the best first; those without the
 * measure last.
 *
 * @param {Measure} measure
 * @param {Grid["cells"]} cells
 */
export function ranked({ name, high }, cells) {
  const sign = high ? -1 : 1;
  /** @param {number} number */
  const rank = (number) => {
    const median = cells[number]?.values[name]?.[1];
    return median === null || median === undefined ? Number.POSITIVE_INFINITY : sign * median;
  };
  return cells
    .flatMap((cell, number) => (cell && !cell.problem ? [number] : []))
    .sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
}

/**
 * Return the measure that is chosen, or the first one.
 *
 * @param {Measure[]} measures
 * @param {string} name
 * @returns {Measure | undefined}
 */
export function chosenOf(measures, name) {
  return measures.find((measure) => measure.name === name) ?? measures[0];
}
