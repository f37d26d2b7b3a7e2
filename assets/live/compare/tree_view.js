// The tree of the lanes as a drawing: each a line, from where it branched to where its run has come.

/** @import { Frame } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { formatEpoch } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { inColorOf } from "./colors.js";
import { ofLane } from "./lanes.js";
import { hasBranches, treeOf } from "./tree.js";

const SVG = "http://www.w3.org/2000/svg";
const UPDATE_MS = 200;
const ROW = 22; // pixels from one line to the next
const TOP = 26; // of the first, with room for the epochs above it
const BEND = 14; // pixels that a branch takes to come to its row

export class TreeView {
  constructor() {
    this.svg = shape("svg", { role: "img", "aria-label": _("Branches of the run") });
    this.root = el("section", { class: "gn-tree", hidden: true }, el("h3", {}, _("Branches")));
    this.root.append(this.svg);
    /** @type {Lane[]} */
    this.lanes = [];
    this.drawn = Number.NEGATIVE_INFINITY;
  }

  /** @param {Lane[]} lanes */
  setLanes(lanes) {
    this.lanes = lanes;
    this.root.hidden = !hasBranches(lanes);
    this.svg.style.height = `${TOP + ROW * lanes.length}px`;
    const words = lanes.flatMap(({ name, from }) => {
      const of = lanes.find(({ place }) => place === from?.place)?.name;
      if (!from || of === undefined) return [];
      return [_("{name} leaves {of} at epoch {epoch}.", { name, of, epoch: from.epoch })];
    });
    this.svg.setAttribute("aria-label", [_("Branches of the run"), ...words].join(" "));
    this.drawn = Number.NEGATIVE_INFINITY;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} now
   */
  paint(frame, now) {
    const time = performance.now();
    if (this.root.hidden || (!now && time - this.drawn < UPDATE_MS)) return;
    this.drawn = time;
    const epochs = new Map(
      this.lanes.map((lane) => [lane.place, Number(ofLane(frame, lane).numbers.epoch)]),
    );
    const width = this.svg.clientWidth || 300;
    const branches = treeOf(this.lanes);
    const forks = branches.map(({ from }) => from?.epoch ?? 0);
    const end = Math.max(1, ...epochs.values(), ...forks.map((epoch) => 1.25 * epoch));
    const x = (/** @type {number} */ epoch) => 4 + ((width - 120) * epoch) / end;
    const y = (/** @type {number} */ row) => TOP + ROW * row;
    const nodes = branches.flatMap(({ place, name, row, from }) => {
      const start = from?.epoch ?? 0;
      const to = x(Math.max(start, epochs.get(place) ?? 0)) + (from ? BEND : 0);
      const [x0, y1] = [x(start), y(row)];
      const y0 = from ? y(from.row) : y1;
      const way = from
        ? `M${x0} ${y0}C${x0 + BEND} ${y0} ${x0} ${y1} ${x0 + BEND} ${y1}H${to}`
        : `M${x0} ${y1}H${to}`;
      const line = inColorOf(shape("path", { d: way, class: "gn-branch" }), place);
      const label = shape("text", { x: to + 6, y: y1 + 4 }, name);
      if (!from) return [line, label];
      const at = shape("text", { x: x0, y: y0 - 8, "text-anchor": "middle" }, formatEpoch(start));
      return [line, inColorOf(shape("circle", { cx: x0, cy: y0, r: 4 }), place), label, at];
    });
    this.svg.replaceChildren(...nodes);
  }
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function shape(tag, attributes, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.textContent = text;
  return node;
}
