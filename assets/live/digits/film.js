// One hidden unit: its picture through the iterations, and the digits that excite it most and
// least.

/** @import { Digits, Examples, UnitLooks } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { asImage, digitsOf, weightsOf } from "../pictures.js";

const FEWEST = 8; // pictures of a row, so that a few are not too large

export class Film {
  /** @param {(unit: number) => void} onChoose */
  constructor(onChoose) {
    this.name = el("span", {}, _("Unit {unit}", { unit: 1 }));
    /** @type {(by: number, label: string, sign: string) => HTMLElement} */
    const step = (by, label, sign) => {
      const go = () => onChoose((this.unit + by + this.n) % this.n);
      const attributes = { type: "button", "aria-label": label, title: label, onclick: go };
      return el("button", attributes, sign);
    };
    /** @type {(label: string) => HTMLElement} */
    const strip = (label) => el("div", { class: "gn-strip", role: "img", "aria-label": label });
    this.strip = strip(_("The unit's picture through the iterations"));
    this.most = strip(_("Digits that excite it most"));
    this.least = strip(_("Digits that excite it least"));
    /** @type {(caption: string, node: HTMLElement) => HTMLElement} */
    const figure = (caption, node) => el("figure", {}, el("figcaption", {}, caption), node);
    const words = _("one hidden unit through the iterations; click another above");
    this.root = el(
      "section",
      { class: "gn-film" },
      el(
        "div",
        { class: "gn-film-head" },
        el("h3", {}, this.name, el("small", {}, words)),
        el(
          "span",
          { class: "gn-choice" },
          step(-1, _("Previous unit"), "‹"),
          step(1, _("Next unit"), "›"),
        ),
      ),
      this.strip,
      el(
        "div",
        { class: "gn-film-digits" },
        figure(_("Training digits that excite it most, with its sum z"), this.most),
        figure(_("and least"), this.least),
      ),
    );
    this.unit = 0;
    this.n = 1;
    this.side = 1;
    this.palette = new Uint32Array(256);
    /** @type {UnitLooks | null} */
    this.seen = null;
  }

  /**
   * @param {Digits} digits
   * @param {Uint32Array<ArrayBuffer>} palette
   */
  setScene({ n_pictures: n, side }, palette) {
    this.n = n;
    this.side = side;
    this.palette = palette;
    this.seen = null;
  }

  /** @param {UnitLooks | undefined} looks */
  paint(looks) {
    if (!looks || looks === this.seen) return;
    this.seen = looks;
    this.unit = looks.unit;
    this.name.textContent = _("Unit {unit}", { unit: looks.unit + 1 });
    this.strip.style.setProperty("--pictures", String(Math.max(FEWEST, looks.epochs.length)));
    const pictures = weightsOf(looks.film, this.side, this.palette);
    this.strip.replaceChildren(
      ...pictures.map((canvas, i) => captioned(canvas, looks.epochs[i].toLocaleString("en"))),
    );
    this.most.replaceChildren(...this.examples(looks.most));
    this.least.replaceChildren(...this.examples(looks.least));
  }

  /** @param {Examples} examples */
  examples({ pixels, value }) {
    return digitsOf(pixels, this.side).map((canvas, i) =>
      captioned(canvas, value[i].toFixed(1).replace("-", "−")),
    );
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} text
 */
function captioned(canvas, text) {
  return el("figure", {}, asImage(canvas), el("figcaption", {}, text));
}
