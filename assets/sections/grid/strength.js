// How strongly a cell is colored, in per cent: the better, the stronger. No drawing here.

/** @import { Grid, Measure } from "./types.d.ts" */

const STRONGEST = 78; // per cent of the color
const FULL_DIGITS = 2.2; // of an accuracy: a mistake in so many powers of ten has all of it
const SMALLEST = 1e-12; // that a logarithm is taken of

/**
 * Return the strength of an accuracy: by the power of ten of its mistakes.
 *
 * @param {number} share
 */
export function strengthOfShare(share) {
  return STRONGEST * Math.min(1, -Math.log10(Math.max(1 - share, 1e-9)) / FULL_DIGITS);
}

/**
 * Return the strength of each cell by a measure's median, 0 where there is none: accuracies by
 * themselves, all others by their logarithm between the worst and the best.
 *
 * @param {Measure} measure
 * @param {Grid["cells"]} cells
 */
export function strengths({ name, kind }, cells) {
  const medians = cells.map((cell) => cell?.values[name]?.[1] ?? null);
  if (kind === "share")
    return medians.map((share) => (share === null ? 0 : strengthOfShare(share)));
  const logarithms = medians.map((one) => one !== null && Math.log(Math.max(one, SMALLEST)));
  const known = logarithms.filter((one) => one !== false);
  const [best, worst] = [Math.min(...known), Math.max(...known)];
  return logarithms.map((one) =>
    one === false ? 0 : STRONGEST * (worst > best ? (worst - one) / (worst - best) : 1),
  );
}
