// What a visitor has chosen to see on the plane: switches, remembered in the browser for each page.

import { el } from "../../shared/dom.js";
import { _, N_ } from "../../shared/language.js";

/** @typedef {{ test: boolean, cut: boolean }} Chosen */
/** @typedef {keyof Chosen} Name */

/** @type {Record<Name, { text: string, hint: string, start: boolean }>} */
const SWITCHES = {
  test: {
    text: N_("test data"),
    hint: N_("Show the test examples, the hollow points: the network does not learn from them"),
    start: false,
  },
  cut: {
    text: N_("cut at 0.5"),
    hint: N_("Show the decision alone: one color for each class, without shades"),
    start: false,
  },
};

export class Choices {
  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    const names = /** @type {Name[]} */ (Object.keys(SWITCHES));
    /** @type {Chosen} */
    this.chosen = { ...startOf(), ...remembered() };
    this.buttons = names.map((name) => {
      const { text, hint } = SWITCHES[name];
      const attributes = { type: "button", title: _(hint), "aria-pressed": this.chosen[name] };
      const pressed = { ...attributes, "aria-pressed": String(this.chosen[name]) };
      return el("button", { ...pressed, onclick: () => this.toggle(name) }, _(text));
    });
    this.names = names;
    const group = { class: "gn-choices", role: "group", "aria-label": _("What the map shows") };
    this.root = el("span", group, ...this.buttons);
  }

  /**
   * Offer what there is to choose.
   *
   * @param {Chosen} offered
   */
  offer(offered) {
    for (const [i, name] of this.names.entries()) this.buttons[i].hidden = !offered[name];
  }

  /** @param {Name} name */
  toggle(name) {
    this.chosen[name] = !this.chosen[name];
    this.buttons[this.names.indexOf(name)].setAttribute("aria-pressed", String(this.chosen[name]));
    remember(this.chosen);
    this.onChange();
  }
}

/** @returns {Chosen} */
function startOf() {
  const starts = Object.entries(SWITCHES).map(([name, { start }]) => [name, start]);
  return Object.fromEntries(starts);
}

/** The name under which the choices of this page are kept. */
const key = () => `glassnet plane ${window.location.pathname}`;

/** @returns {Partial<Chosen>} */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(key()) ?? "{}");
    return Object.fromEntries(
      Object.keys(SWITCHES)
        .filter((name) => typeof kept[name] === "boolean")
        .map((name) => [name, kept[name]]),
    );
  } catch {
    return {}; // a browser that keeps nothing, or something else under that name
  }
}

/** @param {Chosen} chosen */
function remember(chosen) {
  try {
    localStorage.setItem(key(), JSON.stringify(chosen));
  } catch {
    // a browser that keeps nothing
  }
}
