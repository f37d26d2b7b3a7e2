// The unit doctor: what ails which unit, in a sentence, and each layer's numbers.

import { el } from "../../shared/dom.js";
import { digits } from "./formula.js";

export class Doctor {
  constructor() {
    this.said = el("ul", { class: "gn-said-list", role: "status" });
    this.body = el("tbody");
    this.root = el(
      "div",
      { class: "gn-doctor" },
      this.said,
      el(
        "table",
        { "aria-label": "Layers" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ...[
              "layer",
              "f",
              "size of ∂J/∂W",
              "share of examples at which each unit is saturated or off",
            ].map((name) => el("th", { scope: "col" }, name)),
          ),
        ),
        this.body,
      ),
    );
  }

  show({ doctor }) {
    this.said.dataset.ok = String(!doctor.ill);
    this.said.replaceChildren(...doctor.said.map((sentence) => el("li", {}, sentence)));
    this.body.replaceChildren(
      ...doctor.layers.map(({ name, activation, saturated, word, gradient }) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, name),
          el("td", {}, activation),
          el("td", {}, digits(gradient, 3)),
          el(
            "td",
            {},
            el(
              "div",
              { class: "gn-shares" },
              ...saturated.map((share, i) =>
                el("span", {
                  title: `unit ${i + 1}: ${word} at ${(100 * share).toFixed(0)} % of the examples`,
                  style: `--share: ${100 * share}%`,
                }),
              ),
            ),
          ),
        ),
      ),
    );
  }
}
