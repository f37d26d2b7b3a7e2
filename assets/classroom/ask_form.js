// A question in an instant: what the teacher asks, who has answered, and what came.

/** @import { RoomQuestion } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _, ngettext } from "../shared/language.js";
import { histogram } from "./histogram.js";

export class AskForm {
  /** @param {(said: object) => Promise<Response | undefined>} act  tells the server */
  constructor(act) {
    this.act = act;
    this.shown = "";
    this.text = el("input", { type: "text", maxlength: 200, required: true });
    this.choices = el("textarea", { rows: 3, required: true });
    this.said = el("p", { role: "alert" });
    this.result = el("div", { class: "gn-asked" });
    const form = el(
      "form",
      { class: "gn-entry", onsubmit: (event) => this.submit(event) },
      el(
        "label",
        {},
        el("span", {}, _("Question, such as: what will it do with α = 5?")),
        this.text,
      ),
      el(
        "label",
        {},
        el("span", {}, _("Answers to choose from, 2 to 6, one a line")),
        this.choices,
      ),
      el("button", { type: "submit" }, _("Ask all")),
      this.said,
    );
    this.details = el("details", {}, el("summary", {}, _("Ask a question")), form);
    this.root = el("section", { class: "gn-ask" }, this.result, this.details);
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const choices = this.choices.value
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean);
    if (choices.length < 2 || choices.length > 6 || new Set(choices).size < choices.length) {
      this.said.textContent = _("Give 2 to 6 answers, each another.");
      return;
    }
    const answer = await this.act({ do: "ask", text: this.text.value, choices });
    this.said.textContent = answer ? "" : _("The server does not take that now. Try again.");
    if (answer) this.details.open = false;
  }

  /**
   * @param {RoomQuestion | undefined} question
   * @param {number} n  learners
   */
  show(question, n) {
    const shown = JSON.stringify([question ?? null, n]);
    if (shown === this.shown) return;
    this.shown = shown;
    if (!question) {
      this.result.replaceChildren();
      return;
    }
    const given = (question.counts ?? []).reduce((sum, one) => sum + one, 0);
    const mark = (/** @type {number} */ choice) => this.act({ do: "truth", choice });
    this.result.replaceChildren(
      el("h3", {}, question.text),
      el(
        "p",
        { role: "status" },
        ngettext("{given} of {n} has answered", "{given} of {n} have answered", n, { given, n }),
      ),
      // On a projector all would see what others have said.
      question.isRevealed
        ? histogram(question, mark)
        : el(
            "button",
            { type: "button", onclick: () => this.act({ do: "reveal" }) },
            _("Show the answers to all (so does Play)"),
          ),
    );
  }
}
