// One update in slow motion: a stage at a time, which the diagram lights.

/** @import { ByHand, Stage } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { formula } from "./formula.js";

needStyle("steps.css", import.meta.url);

const SHOWN = 12; // numbers of a row

export class Steps {
  /**
   * @param {() => void} onMove  another stage is shown
   * @param {() => void} onEnd  the update is to be made
   * @param {() => boolean} canEnd  whether there is one to make
   */
  constructor(onMove, onEnd, canEnd) {
    this.onMove = onMove;
    this.onEnd = onEnd;
    this.canEnd = canEnd;
    this.at = 0;
    /** @type {Stage[]} */
    this.stages = [];
    this.n = 0; // digits
    /** @type {(name: string, by: number) => HTMLButtonElement} */
    const button = (name, by) =>
      el("button", { type: "button", onclick: () => this.move(by) }, name);
    this.back = button(_("‹ Stage back"), -1);
    this.next = button(_("Next stage ›"), 1);
    this.title = el("h4");
    this.math = el("div", { class: "gn-stage-math" });
    this.what = el("p");
    this.rows = el("div", { class: "gn-rows" });
    this.dots = el("ol", { class: "gn-dots" });
    this.root = el(
      "div",
      { class: "gn-steps" },
      el("div", { class: "gn-steps-head" }, this.back, this.dots, this.next),
      el("div", { "aria-live": "polite" }, this.title, this.math, this.what, this.rows),
    );
  }

  /** @returns {Stage | undefined} The one that is shown. */
  get stage() {
    return this.stages[this.at];
  }

  /**
   * Go on or back by one stage; past the last one the update is made, and it begins anew.
   *
   * @param {number} by
   */
  move(by) {
    if (!this.stages.length) return;
    if (this.at + by >= this.stages.length) {
      if (!this.canEnd()) return;
      this.at = 0;
      this.onEnd();
    } else this.at = Math.max(0, this.at + by);
    this.draw();
    this.onMove();
  }

  /**
   * @param {ByHand} byHand
   * @param {number} n  digits
   */
  show({ stages = [] }, n) {
    this.stages = stages;
    this.n = n;
    this.at = Math.max(0, Math.min(this.at, stages.length - 1));
    this.draw();
  }

  draw() {
    const { stage, stages, at, n } = this;
    if (!stage) return;
    const isLast = at === stages.length - 1;
    this.back.disabled = at === 0;
    this.next.textContent = (isLast && stage.action) || _("Next stage ›");
    this.next.disabled = isLast && !this.canEnd();
    const now = { i: at + 1, n: stages.length, stage: stage.title };
    this.title.textContent = _("{i} of {n} · {stage}", now);
    this.math.replaceChildren(formula(stage.math));
    this.what.textContent = stage.what;
    this.dots.replaceChildren(...stages.map(({ title }, i) => this.dot(title, i)));
    this.rows.replaceChildren(...stage.rows.map((row) => numbersOf(row, n)));
  }

  /**
   * @param {string} title
   * @param {number} i
   */
  dot(title, i) {
    const go = () => this.move(i - this.at);
    const button = el("button", { type: "button", title, "aria-label": title, onclick: go });
    return el("li", { "aria-current": i === this.at ? "step" : false }, button);
  }
}

/**
 * @param {Stage["rows"][number]} row
 * @param {number} n  digits
 */
function numbersOf({ name, n: many, values }, n) {
  const shown = values
    .slice(0, SHOWN)
    .map((value) => el("b", { class: "gn-number" }, formatSignificant(value, n)));
  const others = (many - SHOWN).toLocaleString("en");
  const rest = many > SHOWN ? [el("span", {}, _("and {n} more", { n: others }))] : [];
  return el("div", { class: "gn-row" }, el("i", {}, name), ...shown, ...rest);
}
