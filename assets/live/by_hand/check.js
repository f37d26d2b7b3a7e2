// The gradient check: backpropagation's number beside one found by trying.

import { el } from "../../shared/dom.js";
import { digits } from "./formula.js";

const LEAST = -12; // powers of ten of epsilon
const MOST = 0;
const NAMES = 8; // parameters that are named

export class Check {
  /** @param onEpsilon number -> void */
  constructor(onEpsilon) {
    this.value = el("output", {});
    this.slider = el("input", {
      type: "range",
      min: LEAST,
      max: MOST,
      step: 0.5,
      value: -4,
      "aria-label": "Half step epsilon",
      title: "The weight is moved up and down by ε, and J is computed at both ends",
      oninput: () => this.tell(),
      onchange: () => onEpsilon(10 ** Number(this.slider.value)),
    });
    this.rows = {};
    const row = (name, label) => {
      this.rows[name] = el("b", { class: "gn-number" });
      return el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, this.rows[name]));
    };
    this.verdict = new Verdict();
    this.root = el(
      "div",
      { class: "gn-check" },
      el("label", {}, "Half step ε ", this.slider, this.value),
      el(
        "table",
        { "aria-label": "Gradient check of this weight" },
        el(
          "tbody",
          {},
          row("analytic", "by backpropagation"),
          row("numerical", "by trying: (J(w + ε) − J(w − ε)) / 2ε"),
          row("relative", "relative difference"),
        ),
      ),
      this.verdict.root,
    );
    this.tell();
  }

  tell() {
    this.value.textContent = (10 ** Number(this.slider.value)).toExponential(0).replace("-", "−");
  }

  show({ check }, n) {
    for (const [name, node] of Object.entries(this.rows))
      node.textContent = digits(check[name], name === "relative" ? 2 : Math.max(n, 6));
    this.verdict.show(check);
  }
}

/** What the check of all parameters says, green or red. */
export class Verdict {
  constructor() {
    this.root = el("p", { class: "gn-verdict-box", role: "status" });
  }

  show({ wrong, n, of, norm, norm_epsilon: epsilon, names, off, tiny }) {
    const ok = wrong.length === 0;
    const many =
      n < of
        ? `${n.toLocaleString("en")} of ${of.toLocaleString("en")}`
        : `all ${of.toLocaleString("en")}`;
    const named =
      names.slice(0, NAMES).join(", ") +
      (wrong.length > NAMES ? ` and ${wrong.length - NAMES} more` : "");
    this.root.dataset.ok = String(ok);
    const ratio = tiny
      ? "it is next to 0 here, and the rest is rounding"
      : `|a − b| / |a + b| = ${digits(norm, 2)} with ε = ${epsilon.toExponential(0).replace("-", "−")}`;
    this.root.textContent = ok
      ? `✓ The gradient is right at ${many} parameters: ${ratio}.`
      : `✗ The gradient is wrong at ${wrong.length.toLocaleString("en")} of ${n.toLocaleString("en")} parameters: ${named}. ` +
        `It is off by ${digits(100 * off, 2)} % of its length.`;
  }
}
