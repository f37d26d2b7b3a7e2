// Break it: a switch for each classic mistake, and one that is hidden, to be found out.

/** @import { Broken, ByHand, ByHandLook, Mistake } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { Verdict } from "./verdict.js";

needStyle("broken.css", import.meta.url);

const MOST = 999_999; // numbers that hide a mistake

export class BrokenTab {
  /**
   * @param {(set: Record<string, unknown>, look?: Partial<ByHandLook>) => void} onSet  settings are
   *   to change, and what is looked at
   * @param {(mistake: string) => void} onAnswer
   */
  constructor(onSet, onAnswer) {
    this.onSet = onSet;
    this.onAnswer = onAnswer;
    this.structure = "";
    this.onNow = "none"; // the mistake that was pressed last
    this.verdict = new Verdict();
    this.switches = el("div", { class: "gn-switches", role: "group", "aria-label": _("Mistakes") });
    this.said = el("p", { class: "gn-said", role: "status" });
    /** @type {(name: string, hint: string, action: () => void) => HTMLButtonElement} */
    const button = (name, title, action) =>
      el("button", { type: "button", title, onclick: action }, name);
    this.hide = button(
      _("Hide a mistake"),
      _("One of the mistakes is put into the run: which?"),
      () => this.riddle(),
    );
    this.mend = button(_("Fix it"), _("The right gradient again, from here on"), () =>
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
    const riddle = 1 + Math.floor(Math.random() * MOST);
    this.onSet({ mistake: "none", riddle }, { answer: "" });
  }

  /** @param {ByHand} byHand */
  show({ broken, check }) {
    if (!broken || !check) return;
    this.verdict.show(check);
    const { riddle, on, mistakes, answer, zeros, search, init } = broken;
    this.onNow = on;
    this.words.textContent = wordsFor(broken);
    this.hide.textContent = riddle ? _("Hide another") : _("Hide a mistake");
    this.mend.disabled = !riddle && on === "none";
    const shown = mistakes.map(({ shows }) => shows);
    const structure = JSON.stringify([riddle, on, zeros, search, shown, answer]);
    if (structure === this.structure) return;
    this.structure = structure;
    const nodes = mistakes.map((mistake) => this.one(mistake, broken));
    this.switches.replaceChildren(...nodes, ...(riddle ? [] : [this.zeros(zeros, init)]));
    this.said.textContent = answer?.said ?? "";
    this.said.dataset.ok = String(Boolean(answer?.right));
    this.said.hidden = !answer;
  }

  /**
   * @param {Mistake} mistake
   * @param {Broken} broken
   */
  one({ name, label, what, shows, why_not: why }, { riddle, on, answer }) {
    const isPressed = String(riddle ? answer?.name === name : on === name);
    const press = () => {
      if (riddle) return this.onAnswer(name);
      // By what was pressed last: an answer may be on its way.
      this.onNow = this.onNow === name ? "none" : name;
      return this.onSet({ mistake: this.onNow, riddle: 0 });
    };
    /** @type {Record<string, string>} */
    const kind = riddle
      ? { "aria-pressed": isPressed }
      : { role: "switch", "aria-checked": isPressed };
    return el(
      "button",
      { type: "button", class: "gn-switch", ...kind, disabled: !shows, onclick: press },
      el("b", {}, label),
      el("small", {}, shows ? what : _("Makes no difference: {why}.", { why })),
    );
  }

  /**
   * No fault of the gradient, but one all the same: the units stay twins.
   *
   * @param {boolean} on
   * @param {string} init
   */
  zeros(on, init) {
    const press = () => this.onSet({ init: on ? init : "zeros" });
    return el(
      "button",
      {
        type: "button",
        role: "switch",
        "aria-checked": String(on),
        class: "gn-switch",
        onclick: press,
      },
      el("b", {}, _("weights all zero")),
      el(
        "small",
        {},
        _(
          "The check finds nothing wrong, yet all units of a layer learn the same: they stay twins. " +
            "The run begins anew.",
        ),
      ),
    );
  }
}

/** @param {Broken} broken */
export function wordsFor({ riddle, on, search }) {
  if (riddle)
    return _("Which mistake is in this network? Look where the check is wrong, play, and say.");
  if (search)
    return _(
      "{search} searches along its direction, and a wrong gradient soon ends the search: take " +
        "gradient descent to see how training goes on.",
      { search },
    );
  if (on === "none")
    return _("Switch a mistake on: the run takes the wrong gradient from here on.");
  return _("Training goes on with the wrong gradient: some mistakes still learn.");
}
