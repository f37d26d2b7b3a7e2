// The confusion matrix: a row for each digit, a column for what is said of it.

/** @import { Digits, DigitsFrame } from "./types.d.ts" */

import { cssValue, el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";

const CLASSES = 10;
const NUMBERS = Array.from({ length: CLASSES }, (_, i) => i);

export class ConfusionMatrix {
  constructor() {
    this.title = el("small");
    this.cells = NUMBERS.map(() => NUMBERS.map(() => el("td")));
    const columns = NUMBERS.map((i) => el("th", { scope: "col" }, String(i)));
    const rows = this.cells.map((row, i) =>
      el("tr", {}, el("th", { scope: "row" }, String(i)), ...row),
    );
    this.root = el(
      "section",
      { class: "gn-confusion" },
      el("h3", {}, _("Confusion matrix"), this.title),
      el(
        "table",
        { "aria-label": _("Confusion matrix") },
        el("thead", {}, el("tr", {}, el("td"), ...columns)),
        el("tbody", {}, ...rows),
      ),
    );
    this.ink = "";
  }

  /** @param {Digits} digits */
  setScene({ n, part }) {
    const text =
      part === "test"
        ? _("{n} test examples; columns: prediction", { n: n.toLocaleString("en") })
        : _("{n} training examples; columns: prediction", { n: n.toLocaleString("en") });
    this.title.textContent = text;
  }

  /** @param {DigitsFrame} frame */
  paint({ confusion }) {
    const ink = cssValue(this.root, "--gn-ink");
    for (const row of NUMBERS) {
      const counts = confusion.subarray(row * CLASSES, (row + 1) * CLASSES);
      for (const [column, n] of counts.entries()) {
        const cell = this.cells[row][column];
        const text = n ? String(n) : "·";
        if (cell.textContent === text && this.ink === ink) continue;
        cell.textContent = text;
        cell.style.background = n ? background(counts, row, column) : "";
        cell.style.color = n ? ink : "";
      }
    }
    this.ink = ink;
  }
}

/**
 * @param {Uint16Array} counts  of a row
 * @param {number} row
 * @param {number} column
 */
function background(counts, row, column) {
  const color = row === column ? "var(--gn-right)" : "var(--gn-wrong)";
  return `color-mix(in srgb, ${color} ${strength(counts, row, column)}%, transparent)`;
}

/**
 * Return how strongly a cell is colored, in per cent: mistakes ten times as much as what is right.
 *
 * @param {ArrayLike<number>} counts  of a row
 * @param {number} row
 * @param {number} column
 */
export function strength(counts, row, column) {
  const total = Array.from(counts).reduce((sum, n) => sum + n, 0) || 1;
  const share = counts[column] / total;
  return row === column ? 60 * share : Math.min(85, 600 * share);
}
