// The unit doctor: what is wrong with which unit, in a sentence, and each layer's numbers.

/** @import { ByHand, Doctor } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { _, N_ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";

needStyle("doctor.css", import.meta.url);

const DIGITS = 3;
const COLUMNS = [
  N_("layer"),
  "f",
  N_("size of ∂J/∂W"),
  N_("share of examples at which each unit is saturated or off"),
];

export class DoctorTab {
  constructor() {
    this.said = el("ul", { class: "gn-said-list", role: "status" });
    this.body = el("tbody");
    const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, _(name))));
    this.root = el(
      "div",
      { class: "gn-doctor" },
      this.said,
      el("table", { "aria-label": _("Layers") }, el("thead", {}, head), this.body),
    );
  }

  /** @param {ByHand} byHand */
  show({ doctor }) {
    if (!doctor) return;
    this.said.dataset.ok = String(!doctor.ill);
    this.said.replaceChildren(...doctor.said.map((sentence) => el("li", {}, sentence)));
    this.body.replaceChildren(...doctor.layers.map(row));
  }
}

/** @param {Doctor["layers"][number]} layer */
function row({ name, activation, saturated, word, gradient }) {
  const bars = saturated.map((share, i) => {
    const percent = 100 * (share ?? 0);
    const found = { unit: i + 1, saturated: word, percent: percent.toFixed(0) };
    const title = _("unit {unit}: {saturated} at {percent} % of the examples", found);
    return el("span", { title, style: `--share: ${percent}%` });
  });
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, name),
    el("td", {}, activation),
    el("td", {}, formatSignificant(gradient, DIGITS)),
    el("td", {}, el("div", { class: "gn-shares" }, ...bars)),
  );
}
