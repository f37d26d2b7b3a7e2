// The gradient check: backpropagation's number beside one found by trying.

/** @import { ByHand } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { formatEpsilon, Verdict } from "./verdict.js";

needStyle("check.css", import.meta.url);

const [LEAST, MOST, USUAL] = [-12, 0, -4]; // powers of ten of epsilon
const FEWEST = 6; // digits at the least, so that a difference can be seen

/** @typedef {"analytic" | "numerical" | "relative"} RowName */

export class CheckTab {
  /** @param {(epsilon: number) => void} onEpsilon */
  constructor(onEpsilon) {
    this.value = el("output", {});
    this.slider = el("input", {
      type: "range",
      min: LEAST,
      max: MOST,
      step: 0.5,
      value: USUAL,
      "aria-label": _("Half step epsilon"),
      title: _("The weight is moved up and down by ε, and J is computed at both ends"),
      oninput: () => this.tell(),
      onchange: () => onEpsilon(this.epsilon),
    });
    const number = () => el("b", { class: "gn-number" });
    this.numbers = { analytic: number(), numerical: number(), relative: number() };
    /** @type {(name: RowName, label: string) => HTMLElement} */
    const row = (name, label) =>
      el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, this.numbers[name]));
    this.verdict = new Verdict();
    this.root = el(
      "div",
      { class: "gn-check" },
      el("label", {}, _("Half step ε"), " ", this.slider, this.value),
      el(
        "table",
        { "aria-label": _("Gradient check of this weight") },
        el(
          "tbody",
          {},
          row("analytic", _("by backpropagation")),
          row("numerical", _("by trying: {formula}", { formula: "(J(w + ε) − J(w − ε)) / 2ε" })),
          row("relative", _("relative difference")),
        ),
      ),
      this.verdict.root,
    );
    this.tell();
  }

  get epsilon() {
    return 10 ** Number(this.slider.value);
  }

  tell() {
    this.value.textContent = formatEpsilon(this.epsilon);
  }

  /**
   * @param {ByHand} byHand
   * @param {number} n  digits
   */
  show({ check }, n) {
    if (!check) return;
    const digits = Math.max(n, FEWEST);
    this.numbers.analytic.textContent = formatSignificant(check.analytic, digits);
    this.numbers.numerical.textContent = formatSignificant(check.numerical, digits);
    this.numbers.relative.textContent = formatSignificant(check.relative, 2);
    this.verdict.show(check);
  }
}
