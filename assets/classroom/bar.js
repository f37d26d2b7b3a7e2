// On every page of somebody in a class: which class it is, and the way back. It hears the teacher call
// all back, or ask all to look up.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { BarData, RoomState } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _, loadLanguage, ngettext } from "../shared/language.js";
import { loadStyles, needStyle } from "../shared/styles.js";
import { ask, Outside } from "./ask.js";
import { Listening } from "./listening.js";
import { QuestionBox } from "./question_box.js";

needStyle("classroom.css", import.meta.url);

const AGAIN_MS = 1000; // until an answer is said again that was not taken

/** @type {Bar | null} One a tab: it listens on while pages change. */
let bar = null;

/** @param {Component<BarData>} component */
export default async function mount({ data, parentElement }) {
  await Promise.all([loadStyles(), loadLanguage()]);
  bar ??= new Bar(data);
  bar.show(data);
  if (bar.root.parentElement !== parentElement) parentElement.append(bar.root);
}

class Bar {
  /** @param {BarData} data */
  constructor({ route, classroom, teaches }) {
    this.classroom = classroom;
    this.teaches = teaches;
    /** @type {number | null} How often all had been called when it began to listen. */
    this.calls = null;
    this.page = "";
    this.said = el("span", { role: "status" });
    this.link = el("a", { href: classroom }, teaches ? _("The class") : _("Back to the teacher"));
    this.cover = el(
      "div",
      { class: "gn-look-up", role: "alertdialog", hidden: true },
      el("p", {}, _("The teacher asks everybody to look up.")),
    );
    this.route = route;
    this.question = new QuestionBox((question, choice) => this.say(question, choice));
    this.line = el("div", { class: "gn-class-line" }, this.said, this.link);
    this.root = el("div", { class: "gn-class-bar" }, this.line, this.question.root, this.cover);
    new Listening(route, {
      hear: (state) => this.hear(state),
      outside: () => this.root.remove(),
      away: (isAway) => {
        if (isAway) this.said.textContent = _("The class is away. It will be back.");
      },
    }).begin();
  }

  /**
   * Say what one thinks, again and again until it was taken; of two answers the later counts.
   *
   * @param {number} question
   * @param {number} choice
   */
  async say(question, choice) {
    this.saying = { question, choice };
    const { saying } = this;
    while (saying === this.saying) {
      try {
        await ask(this.route, "say", saying);
        return;
      } catch (error) {
        if (error instanceof Outside) return;
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    }
  }

  /** @param {BarData} data */
  show({ page }) {
    this.page = page;
    this.line.hidden = page === "classroom";
  }

  /** @param {RoomState} state */
  hear({ code, n, calls, isPaused, question }) {
    this.said.textContent = this.teaches
      ? ngettext("Class {code}: {n} learner", "Class {code}: {n} learners", n, { code, n })
      : _("Class {code}", { code });
    const isCalled = this.calls !== null && calls > this.calls;
    this.calls = calls;
    if (this.teaches) return;
    this.question.show(question);
    if (this.page === "classroom") return;
    if (isCalled) window.location.assign(this.classroom);
    if (isPaused) pauseAll();
    this.cover.hidden = !isPaused;
  }
}

/** Stop what plays on the page. */
function pauseAll() {
  for (const button of document.querySelectorAll("[data-status=playing] .gn-play"))
    if (button instanceof HTMLElement) button.click();
}
