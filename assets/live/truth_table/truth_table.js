// The table of truth: inputs, target, and the network's output as a bar with its number.

import { el } from "../../shared/dom.js";

const DIGITS = 4;

export class TruthView {
  constructor() {
    this.body = el("tbody");
    this.head = el("tr");
    this.root = el(
      "section",
      { class: "gn-truth", hidden: true },
      el("h3", {}, "Table of truth", el("small", {}, "what it says, and what it should")),
      el("table", { "aria-label": "Table of truth" }, el("thead", {}, this.head), this.body),
    );
  }

  setScene({ truth }) {
    this.root.hidden = !truth;
    if (!truth) return;
    this.keys = truth.keys;
    const inputs = truth.rows[0].length - 1;
    const names = [...Array.from({ length: inputs }, (_, i) => `x${"₁₂₃₄"[i]}`), "y", "ŷ", ""];
    this.head.replaceChildren(...names.map((name) => el("th", { scope: "col" }, name)));
    this.cells = truth.rows.map((row) => {
      const bar = el("i");
      const number = el("b", {}, "–");
      const node = el(
        "tr",
        {},
        ...row.map((value) => el("td", {}, String(value))),
        el(
          "td",
          { class: "gn-truth-bar" },
          el("span", { style: `--target: ${100 * row[inputs]}%` }, bar),
        ),
        el("td", {}, number),
      );
      return { node, bar, number, target: row[inputs] };
    });
    this.body.replaceChildren(...this.cells.map(({ node }) => node));
  }

  paint(frame) {
    if (this.root.hidden) return;
    this.cells.forEach(({ node, bar, number, target }, i) => {
      const said = frame[this.keys[i]];
      bar.style.width = `${100 * said}%`;
      number.textContent = said.toFixed(DIGITS);
      node.dataset.right = String(Math.abs(said - target) < 0.5);
    });
  }
}
