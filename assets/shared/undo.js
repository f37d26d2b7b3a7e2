// Undo and redo of changes of settings: two buttons, their keys, and a line after a card has
// replaced settings. What is undone is the server's.

/** @import { Key, Undoable } from "./types.d.ts" */

import { el, icon } from "./dom.js";
import { UNDO_KEYS } from "./keys.js";
import { _, N_ } from "./language.js";
import { needStyle } from "./styles.js";

needStyle("undo.css", import.meta.url);

const ICONS = {
  undo: "M9 14.500 3.500 9 9 3.500V7h6.500a5.500 5.500 0 0 1 0 11H10v-2.500h5.500a3 3 0 0 0 0-6H9z",
  redo: "M15 14.500 20.500 9 15 3.500V7H8.500a5.500 5.500 0 0 0 0 11H14v-2.500H8.500a3 3 0 0 1 0-6H15z",
};
const NAMES = { undo: N_("Undo"), redo: N_("Redo") };
const NAMES_OF_CHANGES = { undo: N_("Undo: {change}"), redo: N_("Redo: {change}") };
const NOTHING = { undo: N_("Nothing to undo"), redo: N_("Nothing to redo") };

const SAID_MS = 12_000; // the buttons stay

/** @typedef {keyof typeof NAMES} Action */

export class Undo {
  /** @param {(action: Action) => void} ask  asks the page for one of the two */
  constructor(ask) {
    this.ask = ask;
    /** @type {Undoable} */
    this.can = { undo: "", redo: "", replaced: false };
    this.buttons = { undo: this.button("undo"), redo: this.button("redo") };
    this.root = el("div", { class: "gn-undo" }, this.buttons.undo, this.buttons.redo);
    const undo = el("button", { type: "button", onclick: () => this.does("undo") }, _(NAMES.undo));
    const dismiss = () => this.say(false);
    const close = { type: "button", "aria-label": _("Dismiss"), onclick: dismiss };
    this.text = el("span", {}, "");
    this.line = el(
      "p",
      { class: "gn-replaced", role: "status", hidden: true },
      this.text,
      undo,
      el("button", close, "×"),
    );
    this.until = 0;
    this.show(this.can);
  }

  /** @returns {Key[]} */
  get keys() {
    return UNDO_KEYS.map(({ action, ...key }) => ({ ...key, does: () => this.does(action) }));
  }

  /** @param {Action} action */
  button(action) {
    const attributes = { type: "button", onclick: () => this.does(action) };
    return el("button", attributes, icon(ICONS[action]));
  }

  /** @param {Undoable} can  what there is, in words; nothing where there is nothing */
  show(can) {
    // The same said again does not bring back a line that was dismissed.
    const isNews = can.replaced !== this.can.replaced || can.undo !== this.can.undo;
    this.can = can;
    for (const action of /** @type {Action[]} */ (Object.keys(NAMES))) {
      const button = this.buttons[action];
      const change = can[action];
      const name = change ? _(NAMES_OF_CHANGES[action], { change }) : _(NAMES[action]);
      button.setAttribute("aria-label", name);
      // It keeps the focus where the last change has been undone.
      button.setAttribute("aria-disabled", String(!change));
      const key = UNDO_KEYS.find((one) => one.action === action);
      button.title =
        change && key ? _("{name} ({key})", { name, key: _(key.name) }) : _(NOTHING[action]);
    }
    if (isNews) this.say(can.replaced);
  }

  /** @param {boolean} isReplaced  whether a card has just replaced settings */
  say(isReplaced) {
    this.line.hidden = !isReplaced;
    clearTimeout(this.until);
    if (isReplaced) this.until = window.setTimeout(() => this.say(false), SAID_MS);
    this.text.textContent = isReplaced ? _("Settings replaced.") : "";
  }

  /** @param {Action} action */
  does(action) {
    if (this.can[action]) this.ask(action);
  }
}
