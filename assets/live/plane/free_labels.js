// The numbers of isolines: none is shown that would lie on the score of an example. Plotly places
// them by itself, wherever a line is straight.

/** @typedef {Pick<DOMRect, "left" | "top" | "right" | "bottom">} Box */

const ROOM = 2; // pixels between two texts

/**
 * Say whether a box lies on one of others, or almost.
 *
 * @param {Box} box
 * @param {Box[]} others
 */
export function liesOn(box, others) {
  return others.some(
    (other) =>
      box.left < other.right + ROOM &&
      other.left < box.right + ROOM &&
      box.top < other.bottom + ROOM &&
      other.top < box.bottom + ROOM,
  );
}

/**
 * Hide the numbers of a chart's isolines that lie on other texts.
 *
 * @param {Element} plot
 */
export function freeLabels(plot) {
  const texts = [...plot.querySelectorAll(".scatterlayer text")];
  const boxes = texts.map((text) => text.getBoundingClientRect());
  /** @type {NodeListOf<SVGTextElement>} */
  const labels = plot.querySelectorAll(".contourlabels text");
  const hidden = [...labels].map((label) => liesOn(label.getBoundingClientRect(), boxes));
  for (const [i, label] of labels.entries())
    label.style.visibility = hidden[i] ? "hidden" : "visible";
}
