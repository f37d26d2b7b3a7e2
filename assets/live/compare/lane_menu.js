// What can be done to a lane: a button that opens a menu, by mouse and keyboard.

/** @import { LaneAction } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";

/** @typedef {LaneAction["do"]} Do */

/** @returns {[does: Do, text: string][]} */
const items = () => [
  ["front", _("To the front")],
  ["single_out", _("Show it alone")],
  ["change", _("Change…")],
  ["double", _("Double")],
  ["only", _("Keep only this one")],
  ["remove", _("Remove")],
];

/** @type {Record<string, (i: number, n: number) => number>} Where a key leads to. */
const MOVES = {
  ArrowDown: (i, n) => (i + 1) % n,
  ArrowUp: (i, n) => (i + n - 1) % n,
  Home: () => 0,
  End: (_i, n) => n - 1,
};

/**
 * @param {string} name  of the lane
 * @param {(action: Do) => void} onChoose
 */
export function laneMenu(name, onChoose) {
  const button = el(
    "button",
    {
      type: "button",
      class: "gn-menu-button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": _("What to do with {name}", { name }),
      onclick: () => toggle(list.hasAttribute("hidden")),
    },
    "⋯",
  );
  const buttons = items().map(([does, text]) =>
    el(
      "button",
      { type: "button", role: "menuitem", tabindex: -1, onclick: () => choose(does) },
      text,
    ),
  );
  const label = _("What to do with {name}", { name });
  const list = el("div", { role: "menu", "aria-label": label, hidden: true }, ...buttons);
  const root = el("div", { class: "gn-lane-menu", onkeydown, onfocusout }, button, list);

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    list.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) buttons[0].focus();
  }

  /** @param {Do} does */
  function choose(does) {
    toggle(false);
    button.focus();
    onChoose(does);
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    if (list.hidden && event.target === button && event.key === "ArrowDown") toggle(true);
    else if (list.hidden) return;
    else if (event.key === "Escape") {
      toggle(false);
      button.focus();
    } else if (MOVES[event.key]) {
      const i = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
      buttons[MOVES[event.key](Math.max(0, i), buttons.length)].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation(); // arrows are not the player's here
  }

  /** @param {FocusEvent} event */
  function onfocusout({ relatedTarget }) {
    if (!(relatedTarget instanceof Node) || !root.contains(relatedTarget)) toggle(false);
  }

  return root;
}
