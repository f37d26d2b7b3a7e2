// Numbers that a network is made of, as tables: its weights, and the way to one prediction.

/** @import { PlaneFrame, PlaneScene } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatStep, formatWeight } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { matrixShape, withSubscripts } from "./notation.js";

needStyle("numbers.css", import.meta.url);

const READ_MS = 100; // numbers that change faster than this cannot be read

export default class NumbersPanel {
  constructor() {
    this.weights = el("section", { class: "gn-weights" });
    this.way = el("section", { class: "gn-way" });
    this.root = el("div", { class: "gn-numbers" }, this.way, this.weights);
    this.parts = { below: this.root };
    /** @type {HTMLElement[]} A cell for each parameter, in the order of theta. */
    this.cells = [];
    /** @type {{ keys: string[], value: HTMLElement }[]} */
    this.stages = [];
    this.painted = Number.NEGATIVE_INFINITY;
  }

  /** @param {PlaneScene} scene */
  setScene({ weights = [], way = [] }) {
    this.cells = [];
    const matrices = weights.map(({ name, rows, columns }) => this.matrix(name, rows, columns));
    const title = el("h3", {}, _("Weights"));
    this.weights.replaceChildren(title, el("div", { class: "gn-matrices" }, ...matrices));
    this.setWay(way);
  }

  /** @param {NonNullable<PlaneScene["way"]>} way */
  setWay(way) {
    this.stages = way.map(({ keys }) => ({ keys, value: el("b", {}, "–") }));
    const rows = way.map(({ formula, what }, i) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, withSubscripts(formula)),
        el("td", {}, this.stages[i].value),
        el("td", { class: "gn-what" }, what),
      ),
    );
    this.way.replaceChildren(
      el("h3", {}, _("Your next test"), el("small", {}, _("the way through the network"))),
      el("table", { "aria-label": _("The way to the score") }, el("tbody", {}, ...rows)),
    );
  }

  /**
   * Make the table of a matrix.
   *
   * @param {string} name
   * @param {number} rows
   * @param {number} columns
   */
  matrix(name, rows, columns) {
    const shape = matrixShape(rows, columns);
    const own = Array.from({ length: shape.rows }, () =>
      Array.from({ length: shape.columns }, () => el("td")),
    );
    this.cells.push(...own.flat());
    const text = `${withSubscripts(name)}${shape.isTransposed ? "ᵀ" : ""}`;
    const body = el("tbody", {}, ...own.map((row) => el("tr", {}, ...row)));
    return el("table", { "aria-label": text }, el("caption", {}, text), body);
  }

  /**
   * @param {PlaneFrame} frame
   * @param {boolean} all
   */
  paint({ numbers, theta }, all) {
    if (this.root.hidden) return;
    const now = performance.now();
    if (!all && now - this.painted < READ_MS) return;
    this.painted = now;
    for (const [i, cell] of this.cells.entries()) cell.textContent = formatWeight(theta[i]);
    for (const { keys, value } of this.stages)
      value.textContent = keys.map((key) => formatStep(numbers[key])).join("  ");
  }
}
