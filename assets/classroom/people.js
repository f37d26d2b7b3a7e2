// Who is in the class, each with a color, a name that the teacher can change, and a way out.

/** @import { Person } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";

const HUES = 64; // as many as there are animals

export class People {
  /**
   * @param {object} does
   * @param {(id: string, name: string) => void} does.rename
   * @param {(id: string) => void} does.sendAway
   */
  constructor(does) {
    this.does = does;
    this.list = el("ul", { class: "gn-people", "aria-label": _("Learners") });
    this.root = this.list;
    this.shown = "";
  }

  /** @param {Person[]} people */
  show(people) {
    const shown = JSON.stringify(people);
    if (shown === this.shown) return;
    this.shown = shown;
    this.list.replaceChildren(...people.map((one) => this.one(one)));
  }

  /** @param {Person} person */
  one({ id, name, animal }) {
    return el(
      "li",
      {},
      el("i", { "aria-hidden": "true", style: `background: ${colorOf(animal)}` }),
      el("span", {}, name),
      el(
        "button",
        { type: "button", onclick: () => this.rename(id, name) },
        _("Rename {name}", { name }),
      ),
      el(
        "button",
        { type: "button", onclick: () => this.sendAway(id, name) },
        _("Send {name} away", { name }),
      ),
    );
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  rename(id, name) {
    const wished = window.prompt(_("Another name for {name}, letters alone:", { name }), name);
    if (wished !== null) this.does.rename(id, wished);
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  sendAway(id, name) {
    if (window.confirm(_("Send {name} away?", { name }))) this.does.sendAway(id);
  }
}

/**
 * Return the color of an animal.
 *
 * @param {number} animal
 */
export function colorOf(animal) {
  return `hsl(${Math.round((360 * animal * 25) / HUES) % 360} 65% 45%)`;
}
