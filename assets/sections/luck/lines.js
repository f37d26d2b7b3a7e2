// The cost of every network as a thin line, the middle half as a band, the median as a thick line.

/** @import { Luck } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatCost, formatEpoch } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { areaOf, costRange, costTicks, epochTicks, pathOf, placeOfCost } from "./axes.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 300;
const MARGIN = { left: 60, right: 18, top: 8, bottom: 42 };

/**
 * Make an element of a drawing.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text) node.textContent = text;
  return node;
}

export class Lines {
  constructor() {
    this.drawing = shape("svg", { class: "gn-luck-lines", role: "img" });
    this.title = el("h4", {});
    this.root = el(
      "figure",
      {},
      this.title,
      this.drawing,
      el(
        "figcaption",
        {},
        key("gn-luck-one", _("one network")),
        key("gn-luck-band", _("the middle half")),
        key("gn-luck-median", _("median")),
        key("gn-luck-best", _("the best")),
        key("gn-luck-worst", _("the worst")),
      ),
    );
    /** @type {{ luck: Luck, curves: Float32Array } | null} */
    this.shown = null;
    new ResizeObserver(() => this.draw()).observe(this.root);
  }

  /**
   * @param {Luck} luck
   * @param {Float32Array} curves
   */
  show(luck, curves) {
    this.shown = { luck, curves };
    this.title.textContent = luck.test ? _("Cost of the test examples") : _("Cost J");
    this.draw();
  }

  /** Mark the line of a network, or of none. @param {number | null} number */
  mark(number) {
    for (const line of this.drawing.querySelectorAll(".gn-luck-marked"))
      line.classList.remove("gn-luck-marked");
    if (number === null) return;
    const line = this.drawing.querySelector(`[data-number="${number}"]`);
    line?.classList.add("gn-luck-marked");
    line?.parentElement?.append(line); // over the others
  }

  draw() {
    const width = this.root.clientWidth;
    if (!this.shown || width < MARGIN.left + MARGIN.right + 50) return;
    const { luck, curves } = this.shown;
    const { middle, n, three, unit } = luck;
    const epochs = luck.epochs.slice(0, luck.shown);
    const inner = [width - MARGIN.left - MARGIN.right, HEIGHT - MARGIN.top - MARGIN.bottom];
    const last = epochs[epochs.length - 1];
    const x = epochs.map((epoch) => (inner[0] * epoch) / last);
    const range = costRange(curves);
    const place = placeOfCost(range, inner[1]);
    const at = `translate(${MARGIN.left} ${MARGIN.top})`;
    const axes = shape("g", { transform: at });
    for (const tick of costTicks(range)) {
      const y = place(tick);
      axes.append(
        shape("line", { class: "gn-luck-grid", x1: 0, x2: inner[0], y1: y, y2: y }),
        shape("text", { x: -6, y: y + 5, "text-anchor": "end" }, String(tick)),
      );
    }
    for (const tick of epochTicks(last))
      axes.append(
        shape(
          "text",
          { x: (inner[0] * tick) / last, y: inner[1] + 18, "text-anchor": "middle" },
          formatEpoch(tick),
        ),
      );
    axes.append(
      shape("text", { x: inner[0] / 2, y: inner[1] + 36, "text-anchor": "middle" }, unitName(unit)),
    );
    const lines = shape("g", { transform: at, class: "gn-luck-all" });
    for (let i = 0; i < n; i += 1) {
      const start = i * luck.epochs.length;
      const costs = curves.subarray(start, start + epochs.length);
      const d = pathOf(x, costs, place);
      if (d) lines.append(shape("path", { d, "data-number": i, class: classOf(i, three) }));
    }
    const parts = [axes, lines];
    if (middle) {
      const band = shape("path", {
        transform: at,
        class: "gn-luck-band",
        d: areaOf(x, middle.lower.slice(0, x.length), middle.upper, place),
      });
      const d = pathOf(x, middle.median.slice(0, x.length), place);
      parts.splice(1, 0, band);
      parts.push(shape("path", { transform: at, class: "gn-luck-median", d }));
    }
    this.drawing.setAttribute("width", String(width));
    this.drawing.setAttribute("height", String(HEIGHT));
    this.drawing.setAttribute("aria-label", this.inWords());
    this.drawing.replaceChildren(...parts);
  }

  inWords() {
    const { networks, n } = this.shown?.luck ?? { networks: [], n: 0 };
    const costs = networks.map(({ cost }) => cost ?? Number.NaN);
    if (!costs.length) return _("Costs of {n} networks, which are being trained", { n });
    return _("Costs of {n} networks: the best ends at {best}, the worst at {worst}", {
      n: costs.length,
      best: formatCost(costs[0]),
      worst: formatCost(costs[costs.length - 1]),
    });
  }
}

/** @param {string} unit */
const unitName = (unit) => (unit === "iteration" ? _("iteration") : _("epoch"));

/**
 * @param {number} number
 * @param {Luck["three"]} three
 */
function classOf(number, { best, worst }) {
  if (number === best) return "gn-luck-best";
  return number === worst ? "gn-luck-worst" : "gn-luck-one";
}

/**
 * @param {string} name
 * @param {string} text
 */
function key(name, text) {
  const sample = shape("svg", { width: 22, height: 10, "aria-hidden": "true" });
  const isBand = name === "gn-luck-band";
  sample.append(shape("path", { class: name, d: isBand ? "M1 1H21V9H1Z" : "M1 5H21" }));
  return el("span", {}, sample, text);
}
