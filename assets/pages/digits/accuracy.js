// How an accuracy is shown in the grid.

const STRONGEST = 78; // per cent of the color, for one mistake in so many powers of ten
const FULL_DIGITS = 2.2;

/**
 * Return the accuracy that is shown large: on held-out digits where there are any.
 *
 * @param {{ train: number | null, test: number | null }} cell
 */
export function accuracyOf({ train, test }) {
  return test ?? train;
}

/**
 * Return how strongly a cell is colored, in per cent: by the power of ten of its mistakes.
 *
 * @param {number} share
 */
export function strength(share) {
  return STRONGEST * Math.min(1, -Math.log10(Math.max(1 - share, 1e-9)) / FULL_DIGITS);
}
