// The chain rule in lines: each factor a formula with its number below.

/** @import { ByHand, Line, Term, UnitPlace } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { formula } from "./formula.js";

needStyle("chain.css", import.meta.url);

export class Chain {
  /** @param {(unit: UnitPlace) => void} onUnit  a delta or an activation was clicked */
  constructor(onUnit) {
    this.onUnit = onUnit;
    this.lines = el("div", { class: "gn-lines" });
    this.full = el("div", { class: "gn-lines" });
    this.whole = el(
      "details",
      { class: "gn-full" },
      el("summary", {}, _("In full: every way back from the output, multiplied out")),
      this.full,
    );
    this.root = el("div", {}, this.lines, this.whole);
    this.structure = "";
    /** @type {HTMLElement[]} Where the numbers stand, in order. */
    this.numbers = [];
  }

  /**
   * @param {ByHand} byHand
   * @param {number} n  digits
   */
  show({ lines = [], full = [], formulas = [] }, n) {
    this.whole.hidden = !full.length;
    // Numbers change with every step, formulas only with what is looked at.
    const structure = structureOf([...lines, ...full], formulas);
    if (structure !== this.structure) {
      this.structure = structure;
      this.numbers = [];
      this.lines.replaceChildren(...lines.map((line) => this.line(line, formulas)));
      this.full.replaceChildren(...full.map((line) => this.line(line, formulas)));
    }
    const values = [...lines, ...full]
      .flatMap(({ terms }) => terms.map(({ value }) => value))
      .filter((value) => value !== undefined);
    for (const [i, node] of this.numbers.entries())
      node.textContent = formatSignificant(values[i], n);
  }

  /**
   * @param {Line} line
   * @param {string[]} formulas
   */
  line({ what, terms }, formulas) {
    const groups = groupsOf(terms).map((group) =>
      el("span", { class: "gn-group" }, ...group.map((term) => this.term(term, formulas))),
    );
    return el(
      "div",
      { class: "gn-line", role: "group", "aria-label": what },
      el("span", { class: "gn-what" }, what),
      el("div", { class: "gn-terms" }, ...groups),
    );
  }

  /**
   * @param {Term} term
   * @param {string[]} formulas
   */
  term({ math, value, go, tone }, formulas) {
    const above = math < 0 ? [] : [formula(formulas[math])];
    if (value === undefined) return el("span", { class: "gn-sign" }, ...above);
    const number = el("b", { class: "gn-number" });
    this.numbers.push(number);
    const attributes = { class: `gn-factor ${tone ? `gn-${tone}` : ""}` };
    if (!go || go[0] < 1) return el("span", attributes, ...above, number);
    const title = _("Look at this unit");
    const button = { type: "button", title, onclick: () => this.onUnit(go) };
    return el("button", { ...attributes, ...button }, ...above, number);
  }
}

/**
 * Return what tells one calculation from another, whatever its numbers.
 *
 * @param {Line[]} lines
 * @param {string[]} formulas
 */
function structureOf(lines, formulas) {
  const shapes = lines.map(({ what, terms }) => [
    what,
    terms.map(({ math, go, tone, value }) => [math, go, tone, value === undefined]),
  ]);
  return JSON.stringify([formulas, shapes]);
}

/**
 * Return terms in groups that stay on one row: a product does, and rows break at sums.
 *
 * @param {Term[]} terms
 */
export function groupsOf(terms) {
  /** @type {Term[][]} */
  const groups = [];
  for (const [i, term] of terms.entries()) {
    const isTied = term.tone === "tie" || terms[i - 1]?.tone === "tie";
    if (isTied && groups.length) groups[groups.length - 1].push(term);
    else groups.push([term]);
  }
  return groups;
}
