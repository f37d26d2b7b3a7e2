// Where the axis of epochs ends: it grows with the run. No drawing here.

/** @import { Least } from "../types.d.ts" */

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const LEAST = 25; // the axis begins with this part of the run
const NEAR = 0.75; // of the run: from there on all of it is shown

/**
 * Return the right end of the axis: the next round number beyond an epoch, or the end of the run
 * where that is near.
 *
 * @param {number} epoch  the last one that is shown
 * @param {number} end  of the run
 */
export function axisEnd(epoch, end) {
  if (epoch > end) return epoch;
  const round = nextRound(Math.max(epoch, end / LEAST));
  return round >= NEAR * end ? end : round;
}

const ABOVE = 1.2; // a prediction can be drawn as far above what is shown
const DECADES = [3, 6]; // below the top of a logarithmic axis: those to draw in, and the most

/**
 * Return the range of an axis of costs that holds a prediction too.
 *
 * @param {[low: number, high: number]} range  without it; of the logarithm where that is the axis
 * @param {boolean} isLog
 * @param {Least | null} least
 * @returns {[low: number, high: number]}
 */
export function rangeWith([low, high], isLog, least) {
  if (!least) return [low, high];
  if (!isLog)
    return [low, Math.max(least.isOpen ? (high / 1.06) * ABOVE : high, 1.06 * least.high)];
  const top = Math.max(high, Math.log10(least.high) + 0.1);
  const drawn = least.low > 0 ? Math.log10(least.low) - 0.1 : low;
  const room = least.isOpen ? top - DECADES[0] : low;
  return [Math.max(Math.min(low, room, drawn), Math.min(low, top - DECADES[1])), top];
}

/** @param {number} value */
function nextRound(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const found = STEPS.map((step) => step * power).find((step) => step > value * (1 + 1e-9));
  return Math.max(1, Math.ceil(found ?? 10 * power));
}
