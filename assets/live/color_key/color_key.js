// A key to colors: a bar of them, and below it what its ends and its middle mean.

/** @import { Meaning } from "./meanings.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";

needStyle("color_key.css", import.meta.url);

const STOPS = 12; // of a bar, evenly spaced

export class ColorKey {
  constructor() {
    const name = _("What the colors mean");
    this.root = el("div", { class: "gn-key", role: "group", "aria-label": name });
    this.shown = "";
  }

  /**
   * @param {Meaning[]} meanings
   * @param {number[]} channels  red, green, blue, red, ... of each byte of a map
   */
  show(meanings, channels) {
    const bars = meanings.map(({ bytes }) => gradient(channels, bytes));
    const shown = JSON.stringify([meanings, bars]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.root.replaceChildren(...meanings.map(({ texts }, i) => bar(bars[i], texts)));
  }
}

/**
 * @param {string} background
 * @param {string[]} texts
 */
function bar(background, texts) {
  const colors = el("i", {});
  colors.style.background = background;
  const words = texts.map((text) => el("span", {}, text));
  return el("div", {}, colors, el("div", { class: "gn-key-words" }, ...words));
}

/**
 * Return some of a map's colors as a background, from left to right.
 *
 * @param {number[]} channels
 * @param {[from: number, to: number]} bytes
 */
export function gradient(channels, [from, to]) {
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => {
    const at = 3 * Math.round(from + ((to - from) * i) / STOPS);
    return `rgb(${channels.slice(at, at + 3).join(" ")})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
