// The truth table: inputs, target, and the network's output as a bar with its number.

/** @import { Frame, PlaneScene } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";

needStyle("truth_table.css", import.meta.url);

const DIGITS = 4;
const READ_MS = 100; // nobody reads numbers that change faster

export default class TruthTablePanel {
  constructor() {
    this.body = el("tbody");
    this.head = el("tr");
    this.root = el(
      "section",
      { class: "gn-truth-table" },
      el("h3", {}, _("Truth table"), el("small", {}, _("target y, and output ŷ as a bar"))),
      el("table", { "aria-label": _("Truth table") }, el("thead", {}, this.head), this.body),
    );
    this.parts = { middle: this.root };
    /** @type {string[]} Names of the outputs among a frame's numbers. */
    this.outputs = [];
    /** @type {{ row: HTMLElement, bar: HTMLElement, number: HTMLElement, target: number }[]} */
    this.rows = [];
    this.written = 0;
  }

  /** @param {PlaneScene} scene */
  setScene({ truth_table: table }) {
    if (!table) return;
    this.outputs = table.keys;
    const inputs = table.rows[0].length - 1;
    const names = [...Array.from({ length: inputs }, (_, i) => `x${"₁₂₃₄"[i]}`), "y", "ŷ", ""];
    this.head.replaceChildren(...names.map((name) => el("th", { scope: "col" }, name)));
    this.rows = table.rows.map((values) => {
      const target = values[inputs];
      const bar = el("i");
      const number = el("b", {}, "–");
      const row = el(
        "tr",
        {},
        ...values.map((value) => el("td", {}, String(value))),
        el(
          "td",
          { class: "gn-output-bar" },
          el("span", { style: `--target: ${100 * target}%` }, bar),
        ),
        el("td", {}, number),
      );
      return { row, bar, number, target };
    });
    this.body.replaceChildren(...this.rows.map(({ row }) => row));
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all
   */
  paint({ numbers }, all) {
    const now = performance.now();
    if (!all && now - this.written < READ_MS) return;
    this.written = now;
    for (const [i, { row, bar, number, target }] of this.rows.entries()) {
      const output = numbers[this.outputs[i]];
      // Cut rather than made longer: for that the browser would lay out the page anew.
      bar.style.clipPath = `inset(0 ${100 - 100 * output}% 0 0 round 6px)`;
      number.textContent = output.toFixed(DIGITS);
      row.dataset.right = String(Math.abs(output - target) < 0.5);
    }
  }
}
