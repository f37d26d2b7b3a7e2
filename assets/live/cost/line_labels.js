// The names of a chart's lines, each beside the end of its line.

import { el } from "../../shared/dom.js";

const HEIGHT = 16; // pixels of a name

/** @typedef {{ text: string, color: string, y: number }} Label  y in pixels from the top */

/** @typedef {{ top: number, bottom: number, left: number }} Area  of the axes, in pixels */

/**
 * Return the names of lines, each at the height where its line ends.
 *
 * @param {import("./curves.js").Curve[]} curves
 * @param {[low: number, high: number]} range  of the axis; of its logarithm where that is one
 * @param {boolean} isLog
 * @param {Area} area
 * @returns {Label[]}
 */
export function labelsOf(curves, [low, high], isLog, { top, bottom }) {
  return curves
    .filter(({ visible, y }) => visible && Number.isFinite(y[y.length - 1]))
    .map(({ name = "", line, y }) => {
      const value = Number(y[y.length - 1]);
      const share = ((isLog ? Math.log10(value) : value) - low) / (high - low);
      const at = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
      return { text: name, color: line?.color ?? "", y: bottom - at * (bottom - top) };
    });
}

export class LineLabels {
  constructor() {
    this.root = el("div", { class: "gn-line-labels" });
    this.shown = "";
  }

  /**
   * @param {Label[]} labels
   * @param {Area} area
   */
  show(labels, { top, bottom, left }) {
    const shown = JSON.stringify([labels, top, bottom, left]);
    if (shown === this.shown) return;
    this.shown = shown;
    const places = spread(
      labels.map(({ y }) => y - HEIGHT / 2),
      HEIGHT,
      top - HEIGHT / 2,
      bottom - HEIGHT / 2,
    );
    const nodes = labels.map(({ text, color }, i) => {
      const node = el("span", { title: text }, text);
      Object.assign(node.style, {
        color,
        top: `${places[i]}px`,
        minWidth: `calc(100% - ${left + 4}px)`,
      });
      return node;
    });
    this.root.replaceChildren(...nodes);
  }
}

/**
 * Return places near those wanted, in the same order, so far apart that none lies over another.
 *
 * @param {number[]} wanted
 * @param {number} gap
 * @param {number} low
 * @param {number} high
 * @returns {number[]}
 */
export function spread(wanted, gap, low, high) {
  const order = [...wanted.keys()].sort((i, k) => wanted[i] - wanted[k] || i - k);
  const places = [...wanted];
  let least = low;
  for (const i of order) {
    places[i] = Math.max(wanted[i], least);
    least = places[i] + gap;
  }
  let most = high;
  for (const i of order.reverse()) {
    places[i] = Math.min(places[i], most);
    most = places[i] - gap;
  }
  return places;
}
