// Numbers as people read them: a thin space between thousands, about four digits that count.

const group = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");

export const formatEpoch = (epoch) => group(String(epoch));

export function formatCost(J) {
  if (!Number.isFinite(J)) return "–";
  if (J !== 0 && (Math.abs(J) < 0.001 || Math.abs(J) >= 100000)) return J.toExponential(2);
  return J >= 1000
    ? group(J.toFixed(0))
    : J.toFixed(Math.min(4, Math.max(1, 4 - Math.floor(Math.log10(J || 1)))));
}

export const formatShare = (share) =>
  Number.isFinite(share) ? `${(100 * share).toFixed(1)}\u202f%` : "–";

export const formatPoints = (points) => (Number.isFinite(points) ? points.toFixed(1) : "–");

export function formatRate(rate) {
  if (!rate) return "–";
  return rate >= 1000 ? `${Number((rate / 1000).toPrecision(2))}\u202fk` : String(Math.round(rate));
}

export const formatWeight = (w) =>
  (w < 0 ? "−" : "+") + Math.abs(w).toFixed(Math.abs(w) < 10 ? 3 : 2);

export const formatAlpha = (alpha) => String(Number(alpha.toPrecision(3)));
