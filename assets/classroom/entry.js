// How one comes into a class: by its code, or by opening one.

/** @import { ClassPage } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";
import { ask, Outside, TooMany } from "./ask.js";

export class Entry {
  /** @param {ClassPage} data */
  constructor({ route, classroom, code, secret }) {
    this.route = route;
    this.classroom = classroom;
    this.secret = secret;
    this.code = el("input", {
      type: "text",
      name: "code",
      value: code,
      maxlength: 12,
      size: 7,
      autocomplete: "off",
      autocapitalize: "characters",
      spellcheck: "false",
      required: true,
    });
    this.name = el("input", { type: "text", name: "name", maxlength: 20, autocomplete: "off" });
    this.said = el("p", { role: "alert", class: "gn-entry-said" });
    const join = el(
      "form",
      { class: "gn-entry", onsubmit: (event) => this.join(event) },
      el("label", {}, el("span", {}, _("Code of the class")), this.code),
      el("label", {}, el("span", {}, _("Your name, if you wish: letters alone")), this.name),
      el("button", { type: "submit", class: "gn-primary" }, _("Join")),
    );
    const open = el("button", { type: "button", onclick: () => this.open() }, _("Open a class"));
    const words = _(
      "Everybody who joins sees the page that you show, and may look around; you see what each of " +
        "them is doing. No account is needed, and after 8 hours all of it is forgotten.",
    );
    this.root = el(
      "div",
      { class: "gn-class gn-class-entry" },
      el("section", {}, el("h3", {}, _("Join a class")), join, this.said),
      el("section", {}, el("h3", {}, _("For teachers")), el("p", {}, words), open),
    );
    if (secret) this.teach();
  }

  /** @param {SubmitEvent} event */
  async join(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    if (!/^[\p{L} ]*$/u.test(name)) {
      this.said.textContent = _("A name has letters alone.");
      return;
    }
    await this.go("join", { code: this.code.value, name });
  }

  open() {
    return this.go("open", {});
  }

  /** Become the second teacher, by what the first has handed on. */
  teach() {
    return this.go("teach", { code: this.code.value, secret: this.secret });
  }

  /**
   * Ask, and draw the page anew: it then knows who one is.
   *
   * @param {string} what
   * @param {object} said
   */
  async go(what, said) {
    try {
      await ask(this.route, what, said);
      window.location.assign(this.classroom);
    } catch (error) {
      if (error instanceof Outside)
        this.said.textContent = _("There is no class of this code now.");
      else if (error instanceof TooMany)
        this.said.textContent = _("Too many wrong codes: wait a minute.");
      else this.said.textContent = _("The server does not take that now. Try again.");
    }
  }
}
