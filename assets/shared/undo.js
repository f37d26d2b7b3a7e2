// Undo and redo of changes of settings: two buttons, their keys, and a line after a card has
// replaced settings. What is undone is the server's.

/** @import { Key, Undoable } from "./types.d.ts" */

import { el, icon } from "./dom.js";
import { UNDO_KEYS } from "./keys.js";
import { _, N_ } from "./language.js";
import { needStyle } from "./styles.js";

needStyle("undo.css", import.meta.url);

const ICONS = {
  undo: "M12.500 8c-2.650 0-5.050 1-6.900 2.600L2 7v9h9l-3.620-3.620C8.770 11.220 10.540 10.500 12.500 10.500c3.540 0 6.550 2.310 7.600 5.500l2.370-.780C21.080 11.030 17.150 8 12.500 8z",
  redo: "M18.400 10.600C16.550 9 14.150 8 11.500 8c-4.650 0-8.580 3.030-9.960 7.220L3.900 16c1.050-3.190 4.050-5.500 7.600-5.500 1.950 0 3.730.720 5.120 1.880L13 16h9V7z",
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
