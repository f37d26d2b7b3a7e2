// The color of each lane, by its place, as the palette in use has it.

import { cssValue } from "../../shared/dom.js";

/** How Plotly calls the lines of a style sheet. */
const DASHES = /** @type {Record<string, string>} */ ({
  solid: "solid",
  dashed: "dash",
  dotted: "dot",
  double: "dashdot",
});

/**
 * Return the line of a lane in a chart.
 *
 * @param {Element} node  on the page
 * @param {number} place
 */
export function lineOf(node, place) {
  const dash = DASHES[cssValue(node, `--gn-lane-${place}-dash`)] ?? "solid";
  return { color: cssValue(node, `--gn-lane-${place}`), dash, width: 2 };
}

/**
 * Give an element the color and the line of a lane, for its style sheet.
 *
 * @template {HTMLElement | SVGElement} T
 * @param {T} node
 * @param {number} place
 */
export function inColorOf(node, place) {
  node.style.setProperty("--gn-lane", `var(--gn-lane-${place})`);
  node.style.setProperty("--gn-lane-dash", `var(--gn-lane-${place}-dash)`);
  return node;
}
