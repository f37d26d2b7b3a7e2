// One update in slow motion: a stage at a time, which the diagram lights.

import { el } from "../../shared/dom.js";
import { digits, formula } from "./formula.js";

const SHOWN = 12; // numbers of a row

export class Steps {
  /**
   * @param onMove () -> void: another stage is shown
   * @param onEnd  () -> void: the update is to be made
   * @param canEnd () -> whether there is one to make
   */
  constructor(onMove, onEnd, canEnd) {
    Object.assign(this, { onMove, onEnd, canEnd });
    this.at = 0;
    const button = (name, by) =>
      el("button", { type: "button", onclick: () => this.move(by) }, name);
    this.back = button("‹ Stage back", -1);
    this.next = button("Next stage ›", 1);
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

  get stage() {
    return this.stages?.[this.at];
  }

  /** Go on or back by one stage; past the last one the update is made, and it begins anew. */
  move(by) {
    if (!this.stages) return;
    if (this.at + by >= this.stages.length) {
      if (!this.canEnd()) return;
      this.at = 0;
      this.onEnd();
    } else this.at = Math.max(0, this.at + by);
    this.draw();
    this.onMove();
  }

  show({ stages }, n) {
    Object.assign(this, { stages, n });
    this.at = Math.min(this.at, stages.length - 1);
    this.draw();
  }

  draw() {
    const { stage, stages, at, n } = this;
    this.back.disabled = at === 0;
    const last = at === stages.length - 1;
    this.next.textContent = last ? stage.action : "Next stage ›";
    this.next.disabled = last && !this.canEnd();
    this.title.textContent = `${at + 1} of ${stages.length} · ${stage.title}`;
    this.math.replaceChildren(formula(stage.math));
    this.what.textContent = stage.what;
    this.dots.replaceChildren(
      ...stages.map(({ title }, i) =>
        el(
          "li",
          { "aria-current": i === at ? "step" : false },
          el("button", {
            type: "button",
            title,
            "aria-label": title,
            onclick: () => this.move(i - at),
          }),
        ),
      ),
    );
    this.rows.replaceChildren(
      ...stage.rows.map(({ name, n: many, values }) =>
        el(
          "div",
          { class: "gn-row" },
          el("i", {}, name),
          ...values
            .slice(0, SHOWN)
            .map((value) => el("b", { class: "gn-number" }, digits(value, n))),
          ...(many > SHOWN
            ? [el("span", {}, `and ${(many - SHOWN).toLocaleString("en")} more`)]
            : []),
        ),
      ),
    );
  }
}
