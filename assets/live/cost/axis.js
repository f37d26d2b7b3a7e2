// Where the axis of epochs ends: it grows with the run. No drawing here.

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

/** @param {number} value */
function nextRound(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const found = STEPS.map((step) => step * power).find((step) => step > value * (1 + 1e-9));
  return Math.max(1, Math.ceil(found ?? 10 * power));
}
