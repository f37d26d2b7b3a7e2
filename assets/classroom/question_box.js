// The question that the teacher has asked, on a learner's page: one says what will happen, and sees what
// all have said once the teacher shows it.

/** @import { RoomQuestion } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";
import { histogram } from "./histogram.js";

export class QuestionBox {
  /** @param {(question: number, choice: number) => void} say */
  constructor(say) {
    this.say = say;
    this.shown = "";
    this.number = -1; // of the question that one has put aside
    this.root = el("section", { class: "gn-question", hidden: true, "aria-label": _("Question") });
  }

  /** @param {RoomQuestion | undefined} question */
  show(question) {
    const shown = JSON.stringify(question ?? null);
    if (shown === this.shown) return;
    this.shown = shown;
    this.root.hidden = !question || question.number === this.number;
    if (!question) return;
    const { number, text, choices, isRevealed, mine } = question;
    const buttons = choices.map((choice, i) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(mine === i),
          onclick: () => this.say(number, i),
        },
        choice,
      ),
    );
    const answers = isRevealed
      ? histogram(question, null)
      : el("div", { class: "gn-desk-buttons", role: "group", "aria-label": text }, ...buttons);
    const said =
      mine === null
        ? _("Say first what you think; you may change your mind until it is shown.")
        : _("Your answer is in: {choice}.", { choice: choices[mine] });
    const close = () => {
      this.number = number;
      this.root.hidden = true;
    };
    this.root.replaceChildren(
      el("h3", {}, text),
      answers,
      isRevealed
        ? el("button", { type: "button", onclick: close }, _("Close"))
        : el("p", { role: "status" }, said),
    );
  }
}
