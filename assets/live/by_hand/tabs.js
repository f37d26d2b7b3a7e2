// The tabs of the panel, of which one is open.

/** @import { ByHand, TabName } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";

/**
 * @typedef {object} Part  what a tab shows
 * @property {HTMLElement} root
 * @property {(byHand: ByHand, digits: number, side: number | undefined) => void} show  `side` of the
 *   pictures of digits, where there are any
 */

export class Tabs {
  /**
   * @param {{ name: TabName, label: string, part: Part }[]} tabs
   * @param {(name: TabName) => void} onOpen
   */
  constructor(tabs, onOpen) {
    this.onOpen = onOpen;
    this.tabs = tabs.map(({ name, label, part }) => {
      const attributes = { type: "button", role: "tab", id: `gn-tab-${name}` };
      return {
        name,
        part,
        button: el("button", { ...attributes, onclick: () => onOpen(name) }, label),
      };
    });
    this.list = el(
      "div",
      { class: "gn-tabs", role: "tablist", "aria-label": _("What to see") },
      ...this.tabs.map(({ button }) => button),
    );
    const parts = tabs.map(({ part }) => part.root);
    this.body = el("div", { class: "gn-by-hand-body", role: "tabpanel" }, ...parts);
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {TabName | ""} open  empty for none */
  open(open) {
    for (const { name, part, button } of this.tabs) {
      const isOpen = name === open;
      part.root.hidden = !isOpen;
      button.setAttribute("aria-selected", String(isOpen));
      button.tabIndex = isOpen ? 0 : -1;
      if (isOpen) this.body.setAttribute("aria-labelledby", button.id);
    }
  }

  /**
   * @param {TabName} name
   * @param {ByHand} byHand
   * @param {number} digits
   * @param {number | undefined} side
   */
  show(name, byHand, digits, side) {
    this.tabs.find((tab) => tab.name === name)?.part.show(byHand, digits, side);
  }

  /**
   * Arrow keys go from tab to tab, where one has the focus.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.tabs.findIndex(({ button }) => button === event.target);
    if (!by || at < 0) return;
    event.preventDefault();
    const next = this.tabs[(at + by + this.tabs.length) % this.tabs.length];
    this.onOpen(next.name);
    next.button.focus();
  }
}
