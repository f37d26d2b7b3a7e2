// Break it: a switch for each classic mistake, and one that is hidden, to be found out.

import { el } from "../../shared/dom.js";
import { Verdict } from "./check.js";

const MOST = 999_999; // numbers that hide a mistake

export class Broken {
  /**
   * @param onSet    ({ field: value }, look) -> void
   * @param onAnswer name of a mistake -> void
   */
  constructor(onSet, onAnswer) {
    Object.assign(this, { onSet, onAnswer });
    this.verdict = new Verdict();
    this.switches = el("div", { class: "gn-switches", role: "group", "aria-label": "Mistakes" });
    this.said = el("p", { class: "gn-said", role: "status" });
    const button = (name, hint, action) =>
      el("button", { type: "button", title: hint, onclick: action }, name);
    this.hide = button("Hide one in it", "One of the mistakes is put into the run: which?", () =>
      this.riddle(),
    );
    this.mend = button("Mend it", "The right gradient again, from here on", () =>
      onSet({ mistake: "none", riddle: 0 }),
    );
    this.words = el("span");
    this.root = el(
      "div",
      { class: "gn-broken" },
      this.verdict.root,
      el("div", { class: "gn-broken-head" }, this.words, this.hide, this.mend),
      this.switches,
      this.said,
    );
  }

  riddle() {
    this.onSet({ mistake: "none", riddle: 1 + Math.floor(Math.random() * MOST) }, { answer: "" });
  }

  show({ broken, check }) {
    this.verdict.show(check);
    const { riddle, on, mistakes, answer, zeros } = broken;
    this.onNow = on;
    this.words.textContent = this.wordsFor(broken);
    this.hide.textContent = riddle ? "Hide another" : "Hide one in it";
    this.mend.disabled = !riddle && on === "none";
    const structure = JSON.stringify([
      riddle,
      on,
      zeros,
      broken.search,
      mistakes.map(({ shows }) => shows),
      answer,
    ]);
    if (structure === this.structure) return;
    this.structure = structure;
    const nodes = mistakes.map((mistake) => this.one(mistake, broken));
    this.switches.replaceChildren(...nodes, ...(riddle ? [] : [this.zeros(zeros, broken.init)]));
    this.said.textContent = answer?.said ?? "";
    this.said.dataset.ok = String(Boolean(answer?.right));
    this.said.hidden = !answer;
  }

  wordsFor({ riddle, on, search }) {
    if (riddle)
      return "Which mistake is in this network? Look where the check is red, play, and say.";
    if (search)
      return (
        `${search} searches along its direction, and a wrong gradient soon ends the search: take gradient ` +
        "descent to see how training goes on."
      );
    if (on === "none") return "Switch a mistake on: the run takes the wrong gradient from here on.";
    return "Training goes on with the wrong gradient: some mistakes still learn.";
  }

  one({ name, label, what, shows, why_not: why }, { riddle, on, answer }) {
    const pressed = riddle ? answer?.name === name : on === name;
    const press = () => {
      if (riddle) return this.onAnswer(name);
      // By what was pressed last: an answer may be on its way.
      this.onNow = this.onNow === name ? "none" : name;
      return this.onSet({ mistake: this.onNow, riddle: 0 });
    };
    return el(
      "button",
      {
        type: "button",
        role: riddle ? null : "switch",
        "aria-checked": riddle ? false : String(pressed),
        "aria-pressed": riddle ? String(pressed) : false,
        class: "gn-switch",
        disabled: !shows,
        onclick: press,
      },
      el("b", {}, label),
      el("small", {}, shows ? what : `Makes no difference: ${why}.`),
    );
  }

  /** No fault of the gradient, but one all the same: the units stay twins. */
  zeros(on, init) {
    return el(
      "button",
      {
        type: "button",
        role: "switch",
        "aria-checked": String(on),
        class: "gn-switch",
        onclick: () => this.onSet({ init: on ? init : "zeros" }),
      },
      el("b", {}, "weights all zero"),
      el(
        "small",
        {},
        "The check stays green, yet all units of a layer learn the same: they " +
          "stay twins. The run begins anew.",
      ),
    );
  }
}
