// The cost that lanes race for, on the axis of costs. No drawing here.

const STEPS = 40; // presses of an arrow key from one end of the axis to the other
const DIGITS = 2;

/** @typedef {[low: number, high: number]} Range  of the axis; of its logarithm where that is one */

/**
 * Return how high a cost stands on the axis, from 0 to 1; outside of that where it is not on it.
 *
 * @param {number} J
 * @param {Range} range
 * @param {boolean} isLog
 */
export function shareOf(J, [low, high], isLog) {
  return ((isLog ? Math.log10(J) : J) - low) / (high - low);
}

/**
 * Return the cost at a height of the axis, with the digits that one can aim at.
 *
 * @param {number} share
 * @param {Range} range
 * @param {boolean} isLog
 */
export function costAt(share, [low, high], isLog) {
  const at = low + Math.min(1, Math.max(0, share)) * (high - low);
  const J = Number((isLog ? 10 ** at : at).toPrecision(DIGITS));
  return Math.max(J, Number(((high - low) / 1000).toPrecision(1)) * Number(!isLog));
}

/**
 * Return the next cost up or down, which is another one.
 *
 * @param {number} J
 * @param {-1 | 1} by
 * @param {Range} range
 * @param {boolean} isLog
 */
export function stepped(J, by, range, isLog) {
  const share = shareOf(J, range, isLog);
  for (let n = 1; n < STEPS; n += 1) {
    const next = costAt(share + (by * n) / STEPS, range, isLog);
    if (next !== J) return next;
  }
  return J;
}

/**
 * Return a cost to begin with, where none was chosen.
 *
 * @param {number} first  cost of the initial weights
 */
export function suggestion(first) {
  return Number.isFinite(first) && first > 0 ? Number((first / 4).toPrecision(1)) : 0.1;
}
