// Numbers that a network is made of, as tables: its weights, and the way to one prediction.

import { el } from "../../shared/dom.js";
import { formatWeight } from "../../shared/format.js";

const READ_MS = 100; // numbers that change faster than this cannot be read
const SUBSCRIPTS = { 1: "₁", 2: "₂", 3: "₃", 4: "₄", 5: "₅", 6: "₆", 7: "₇" };
const named = (text) =>
  text.replace(/\b([Wbza])(\d)/g, (_, letter, digit) => letter + SUBSCRIPTS[digit]);

export class NumbersView {
  constructor() {
    this.weights = el("section", { class: "gn-weights" });
    this.way = el("section", { class: "gn-way" });
    this.root = el("div", { class: "gn-numbers" }, this.way, this.weights);
    this.root.hidden = true;
  }

  setScene({ weights, way }) {
    this.root.hidden = !weights;
    if (!weights) return;
    this.cells = [];
    this.weights.replaceChildren(
      el("h3", {}, "Weights"),
      el(
        "div",
        { class: "gn-matrices" },
        ...weights.map(({ name, rows, columns }) => this.matrix(name, rows, columns)),
      ),
    );
    this.stages = way.map(({ formula, what, keys }) => {
      const value = el("b", {}, "–");
      return {
        keys,
        value,
        node: el(
          "tr",
          {},
          el("th", { scope: "row" }, named(formula)),
          el("td", {}, value),
          el("td", { class: "gn-what" }, what),
        ),
      };
    });
    this.way.replaceChildren(
      el("h3", {}, "Your next test", el("small", {}, "the way through the network")),
      el(
        "table",
        { "aria-label": "The way to the score" },
        el("tbody", {}, ...this.stages.map(({ node }) => node)),
      ),
    );
  }

  /** A matrix row by row, as theta holds it; a long column lies down. */
  matrix(name, rows, columns) {
    const lies = columns === 1 && rows > 3;
    const size = lies ? [1, rows] : [rows, columns];
    const own = Array.from({ length: size[0] }, () =>
      Array.from({ length: size[1] }, () => el("td")),
    );
    this.cells.push(...own.flat());
    const text = `${named(name)}${lies ? "ᵀ" : ""}`;
    return el(
      "table",
      { "aria-label": text },
      el("caption", {}, text),
      el("tbody", {}, ...own.map((row) => el("tr", {}, ...row))),
    );
  }

  paint(frame, all) {
    if (this.root.hidden) return;
    const now = performance.now();
    if (!all && now - this.painted < READ_MS) return;
    this.painted = now;
    this.cells.forEach((cell, i) => {
      cell.textContent = formatWeight(frame.theta[i]);
    });
    for (const { keys, value } of this.stages)
      value.textContent = keys.map((key) => plain(frame[key])).join("  ");
  }
}

/** About four digits that count. */
function plain(value) {
  if (!Number.isFinite(value)) return "–";
  return (Math.abs(value) >= 20 ? value.toFixed(1) : value.toFixed(3)).replace("-", "−");
}
