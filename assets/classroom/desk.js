// What a teacher sees of the class: its code, who is there, and what each network is doing.

/** @import { ClassPage, RoomState } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _, ngettext } from "../shared/language.js";
import { ask } from "./ask.js";
import { AskForm } from "./ask_form.js";
import { copy } from "./copy.js";
import { Listening } from "./listening.js";
import { People } from "./people.js";
import { Wall } from "./wall.js";

export class Desk {
  /** @param {ClassPage} data */
  constructor({ route, classroom, join, isGuess }) {
    this.route = route;
    this.classroom = classroom;
    this.join = join;
    this.isPaused = false;
    this.code = el("output", { class: "gn-code", "aria-label": _("Code of the class") });
    this.link = el("code", {});
    this.copied = el("small", { role: "status" });
    this.n = el("span", { role: "status" });
    this.away = el("p", { role: "alert", hidden: true }, _("The class is away. It will be back."));
    this.pause = this.button("", () => this.act({ do: "pause", is: !this.isPaused }));
    this.lead = this.button(_("Show my pages"), () => this.act({ do: "lead" }));
    this.handed = el("p", { class: "gn-handed", role: "status", hidden: true });
    this.people = new People({
      rename: (id, name) => this.act({ do: "rename", id, name }),
      sendAway: (id) => this.act({ do: "go", id }),
    });
    this.wall = new Wall(route);
    this.asking = new AskForm((said) => this.act(said));
    this.root = el(
      "div",
      { class: "gn-class gn-desk" },
      this.away,
      el(
        "div",
        { class: "gn-desk-head" },
        el("div", { class: "gn-desk-code" }, this.code, this.n),
        el(
          "div",
          { class: "gn-desk-link" },
          el("span", {}, _("Join at"), " ", this.link),
          this.button(_("Copy the link"), () => this.copyLink()),
          this.copied,
          isGuess
            ? el(
                "small",
                {},
                _(
                  "This server cannot know the address that learners reach: if the link does not open " +
                    "there, its host sets GLASSNET_URL.",
                ),
              )
            : "",
        ),
      ),
      el(
        "div",
        { class: "gn-desk-buttons", role: "group", "aria-label": _("The class") },
        this.pause,
        this.button(_("Call all back"), () => this.act({ do: "call" })),
        this.lead,
        this.button(_("Save what was said"), () => this.save()),
        this.button(_("Hand to a second teacher"), () => this.hand()),
        this.button(_("Close the class"), () => this.close()),
      ),
      this.handed,
      el(
        "p",
        { class: "gn-class-words" },
        _("Go to any page: everybody sees what you show there."),
      ),
      this.asking.root,
      this.wall.root,
      el("details", {}, el("summary", {}, _("Learners")), this.people.root),
    );
    this.listening = new Listening(route, {
      hear: (state) => this.show(state),
      outside: () => window.location.assign(classroom),
      away: (isAway) => {
        this.away.hidden = !isAway;
      },
    });
  }

  begin() {
    this.listening.begin();
    this.wall.begin();
  }

  /**
   * @param {string} text
   * @param {() => void} action
   */
  button(text, action) {
    return el("button", { type: "button", onclick: action }, text);
  }

  /** @param {RoomState} state */
  show({ code, n, isPaused, leads, question, people = [] }) {
    this.code.textContent = code;
    this.link.textContent = this.linkOf(code).href;
    this.n.textContent = ngettext("{n} learner", "{n} learners", n, { n });
    this.isPaused = isPaused;
    this.pause.textContent = isPaused ? _("Let all go on") : _("Pause all");
    this.pause.setAttribute("aria-pressed", String(isPaused));
    this.lead.hidden = Boolean(leads);
    this.people.show(people);
    this.wall.know(people);
    this.asking.show(question, n);
  }

  /**
   * Return what learners open to join.
   *
   * @param {string} code
   */
  linkOf(code) {
    const link = new URL(this.join, window.location.href);
    link.searchParams.set("code", code);
    return link;
  }

  /**
   * @param {object} said
   * @returns {Promise<Response | undefined>}
   */
  async act(said) {
    try {
      return await ask(this.route, "act", said);
    } catch {
      this.away.hidden = false;
      return undefined;
    }
  }

  /** Save what each has said, and where their runs are, as a text file. */
  async save() {
    const answer = await ask(this.route, "report").catch(() => null);
    if (!answer) return;
    const href = URL.createObjectURL(await answer.blob());
    el("a", { href, download: `glassnet-${this.code.textContent}.md` }).click();
    URL.revokeObjectURL(href);
  }

  async copyLink() {
    await copy(this.link.textContent ?? "");
    this.copied.textContent = _("Copied.");
  }

  /** Show what makes another browser a teacher's, for those who see this one alone. */
  async hand() {
    const answer = await this.act({ do: "hand" });
    if (!answer) return;
    const { secret } = await answer.json();
    const link = this.linkOf(this.code.textContent ?? "");
    link.hash = new URLSearchParams({ teach: secret }).toString();
    this.handed.hidden = false;
    this.handed.replaceChildren(
      _("Whoever opens this link teaches too; show it to nobody else:"),
      " ",
      el("code", {}, link.href),
    );
  }

  async close() {
    const sure = _("Close the class? Everybody is sent away, and all of it is forgotten.");
    if (!window.confirm(sure)) return;
    await this.act({ do: "close" });
    await ask(this.route, "leave").catch(() => {});
    window.location.assign(this.classroom);
  }
}
