// Numbers as people read them: a thin space between thousands, about four digits that count.

/** @param {string} text */
const group = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");

/** @param {string} text */
const withMinus = (text) => text.replaceAll("-", "−");

/** @param {number} epoch */
export const formatEpoch = (epoch) => group(String(epoch));

/** @param {number} J */
export function formatCost(J) {
  if (!Number.isFinite(J)) return "–";
  if (J !== 0 && (Math.abs(J) < 0.001 || Math.abs(J) >= 100000)) return J.toExponential(2);
  if (J >= 1000) return group(J.toFixed(0));
  const order = J ? Math.floor(Math.log10(Math.abs(J))) : 0;
  return J.toFixed(order < -1 ? 3 - order : Math.min(4, Math.max(1, 4 - order)));
}

/** @param {number} share */
export const formatShare = (share) =>
  Number.isFinite(share) ? `${(100 * share).toFixed(1)}\u202f%` : "–";

/** @param {number} points */
export const formatPoints = (points) => (Number.isFinite(points) ? points.toFixed(1) : "–");

/** @param {number} rate  epochs or updates a second */
export function formatRate(rate) {
  if (!rate) return "–";
  return rate >= 1000 ? `${Number((rate / 1000).toPrecision(2))}\u202fk` : String(Math.round(rate));
}

/** @param {number} w */
export const formatWeight = (w) =>
  (w < 0 ? "−" : "+") + Math.abs(w).toFixed(Math.abs(w) < 10 ? 3 : 2);

/** @param {number} alpha */
export const formatAlpha = (alpha) => String(Number(alpha.toPrecision(3)));

/**
 * Write a step on the way to a prediction: one decimal from 20 on, three below.
 *
 * @param {number} value
 */
export function formatStep(value) {
  if (!Number.isFinite(value)) return "–";
  return withMinus(Math.abs(value) >= 20 ? value.toFixed(1) : value.toFixed(3));
}

/**
 * Write a number with `n` significant digits.
 *
 * @param {number | null | undefined} value
 * @param {number} n
 */
export function formatSignificant(value, n) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const isPlain = size >= 1e-4 && size < 1e6;
  if (size !== 0 && !isPlain) return withMinus(value.toExponential(n - 1)).replace("e+", "e");
  const text = value.toPrecision(n);
  // toPrecision writes 123456 to three digits as 1.23e+5.
  return withMinus(text.includes("e") ? String(Number(text)) : text);
}

/**
 * Write a number as it is, with a minus.
 *
 * @param {number} value
 */
export const formatPlain = (value) => withMinus(String(value));
