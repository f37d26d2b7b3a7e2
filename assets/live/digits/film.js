// One hidden unit: its picture through the iterations, and the digits that excite it most and
// least.

import { el } from "../../shared/dom.js";
import { asImage, digitsOf, weightsOf } from "../pictures.js";

export class Film {
  /** @param onChoose number of a unit -> void */
  constructor(onChoose) {
    this.name = el("span", {}, "Unit 1");
    const step = (by, label, sign) =>
      el(
        "button",
        {
          type: "button",
          "aria-label": label,
          title: label,
          onclick: () => onChoose((this.unit + by + this.n) % this.n),
        },
        sign,
      );
    this.strip = el("div", {
      class: "gn-strip",
      role: "img",
      "aria-label": "The unit's picture through the iterations",
    });
    this.most = el("div", {
      class: "gn-strip",
      role: "img",
      "aria-label": "Digits that excite it most",
    });
    this.least = el("div", {
      class: "gn-strip",
      role: "img",
      "aria-label": "Digits that excite it least",
    });
    this.root = el(
      "section",
      { class: "gn-film" },
      el(
        "div",
        { class: "gn-film-head" },
        el(
          "h3",
          {},
          this.name,
          el("small", {}, "one hidden unit through the iterations; click another above"),
        ),
        el(
          "span",
          { class: "gn-choice" },
          step(-1, "Previous unit", "‹"),
          step(1, "Next unit", "›"),
        ),
      ),
      this.strip,
      el(
        "div",
        { class: "gn-film-digits" },
        el(
          "figure",
          {},
          el("figcaption", {}, "Training digits that excite it most, with its sum z"),
          this.most,
        ),
        el("figure", {}, el("figcaption", {}, "and least"), this.least),
      ),
    );
    this.unit = 0;
  }

  setScene({ n_pictures: n, side }, palette) {
    Object.assign(this, { n, side, palette });
    this.seen = null;
  }

  paint(looks) {
    if (!looks || looks === this.seen) return;
    this.seen = looks;
    this.unit = looks.unit;
    this.name.textContent = `Unit ${looks.unit + 1}`;
    const captioned = (canvas, text) =>
      el("figure", {}, asImage(canvas), el("figcaption", {}, text));
    this.strip.style.setProperty("--pictures", Math.max(8, looks.epochs.length));
    this.strip.replaceChildren(
      ...weightsOf(looks.film, this.side, this.palette).map((canvas, i) =>
        captioned(canvas, looks.epochs[i].toLocaleString("en")),
      ),
    );
    for (const [node, { pixels, value }] of [
      [this.most, looks.most],
      [this.least, looks.least],
    ])
      node.replaceChildren(
        ...digitsOf(pixels, this.side).map((canvas, i) =>
          captioned(canvas, value[i].toFixed(1).replace("-", "−")),
        ),
      );
  }
}
