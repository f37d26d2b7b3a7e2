// The chain rule in lines: each factor a formula with its number below.

import { el } from "../../shared/dom.js";
import { digits, formula } from "./formula.js";

export class Chain {
  /** @param onUnit [layer, unit] -> void: a delta or an activation was clicked */
  constructor(onUnit) {
    this.onUnit = onUnit;
    this.lines = el("div", { class: "gn-lines" });
    this.full = el("div", { class: "gn-lines" });
    this.whole = el(
      "details",
      { class: "gn-full" },
      el("summary", {}, "In full: every way back from the output, multiplied out"),
      this.full,
    );
    this.root = el("div", {}, this.lines, this.whole);
  }

  show({ lines, full, formulas }, n) {
    this.whole.hidden = !full.length;
    this.numbers = [];
    // Numbers change with every step, formulas only with what is looked at.
    const structure = JSON.stringify([
      formulas,
      [...lines, ...full].map(({ what, terms }) => [
        what,
        terms.map(({ math, go, tone, value }) => [math, go, tone, value === undefined]),
      ]),
    ]);
    if (structure !== this.structure) {
      this.structure = structure;
      this.nodes = [];
      this.lines.replaceChildren(...lines.map((line) => this.line(line, formulas)));
      this.full.replaceChildren(...full.map((line) => this.line(line, formulas)));
    }
    const values = [...lines, ...full]
      .flatMap(({ terms }) => terms.map(({ value }) => value))
      .filter((value) => value !== undefined);
    this.nodes.forEach((node, i) => {
      node.textContent = digits(values[i], n);
    });
  }

  line({ what, terms }, formulas) {
    // A product stays on one row; rows break at sums.
    const groups = [];
    terms.forEach((term, i) => {
      const tied = term.tone === "tie" || terms[i - 1]?.tone === "tie";
      if (!tied || !groups.length) groups.push(el("span", { class: "gn-group" }));
      groups[groups.length - 1].append(this.term(term, formulas));
    });
    return el(
      "div",
      { class: "gn-line", role: "group", "aria-label": what },
      el("span", { class: "gn-what" }, what),
      el("div", { class: "gn-terms" }, ...groups),
    );
  }

  term({ math, value, go, tone }, formulas) {
    const above = math < 0 ? [] : [formula(formulas[math])];
    if (value === undefined) return el("span", { class: "gn-sign" }, ...above);
    const number = el("b", { class: "gn-number" });
    this.nodes.push(number);
    const attributes = { class: `gn-factor ${tone ? `gn-${tone}` : ""}` };
    if (!go || go[0] < 1) return el("span", attributes, ...above, number);
    return el(
      "button",
      { ...attributes, type: "button", title: "Look at this unit", onclick: () => this.onUnit(go) },
      ...above,
      number,
    );
  }
}
