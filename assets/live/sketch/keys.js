// What keys do to a line that is drawn: which of its points they choose, and where they move it. No
// drawing here.

const STEP = 0.02; // of an axis
const FINE = 0.0025; // with Shift

/** @typedef {{ choose: number } | { by: [x: number, y: number] } | { does: "give" }} Action */

/** Choose another point: how many on, and whether from the first or the last. */
const CHOICES = { curve: ["ArrowLeft", "ArrowRight"], boundary: ["PageUp", "PageDown"] };

/** @type {Record<string, [x: number, y: number]>} */
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * Return what a key does, if anything.
 *
 * @param {"curve" | "boundary"} kind
 * @param {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">} event
 * @param {number} chosen  which point
 * @param {number} n  how many there are
 * @returns {Action | null}  a move in parts of the axes
 */
export function actionOf(kind, { key, shiftKey, ctrlKey, altKey, metaKey }, chosen, n) {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === "Enter") return { does: "give" };
  if (key === "Home") return { choose: 0 };
  if (key === "End") return { choose: n - 1 };
  const way = CHOICES[kind].indexOf(key);
  if (way >= 0) return { choose: Math.max(0, Math.min(n - 1, chosen + 2 * way - 1)) };
  const move = MOVES[key];
  if (!move) return null;
  const step = shiftKey ? FINE : STEP;
  return { by: [step * move[0], step * move[1]] };
}
