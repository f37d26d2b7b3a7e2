// The table of confusions: a row for each digit, a column for what is said of it.

import { cssValue, el } from "../../shared/dom.js";

const CLASSES = 10;
const [RIGHT, WRONG] = ["#149a70", "#d6604d"];
const NUMBERS = Array.from({ length: CLASSES }, (_, i) => i);

export class Confusion {
  constructor() {
    this.title = el("small");
    this.cells = NUMBERS.map(() => NUMBERS.map(() => el("td")));
    const head = el(
      "tr",
      {},
      el("td"),
      ...NUMBERS.map((i) => el("th", { scope: "col" }, String(i))),
    );
    const rows = this.cells.map((row, i) =>
      el("tr", {}, el("th", { scope: "row" }, String(i)), ...row),
    );
    this.root = el(
      "section",
      { class: "gn-confusion" },
      el("h3", {}, "What is taken for what", this.title),
      el(
        "table",
        { "aria-label": "Table of confusions" },
        el("thead", {}, head),
        el("tbody", {}, ...rows),
      ),
    );
  }

  setScene({ n, part }) {
    this.title.textContent = `${n.toLocaleString("en")} ${part} examples; across: what is said`;
  }

  paint({ confusion }) {
    const ink = cssValue(this.root, "--gn-ink");
    for (const row of NUMBERS) {
      const counts = confusion.subarray(row * CLASSES, (row + 1) * CLASSES);
      const total = counts.reduce((sum, n) => sum + n, 0) || 1;
      counts.forEach((n, column) => {
        const cell = this.cells[row][column];
        const text = n ? String(n) : "·";
        if (cell.textContent === text && this.ink === ink) return;
        const [color, strength] =
          row === column ? [RIGHT, (60 * n) / total] : [WRONG, Math.min(85, (600 * n) / total)];
        cell.textContent = text;
        cell.style.background = n ? `color-mix(in srgb, ${color} ${strength}%, transparent)` : "";
        cell.style.color = n ? ink : "";
      });
    }
    this.ink = ink;
  }
}
