// The hidden units as pictures: the weights into each. A click chooses one; a frame says how
// strongly it answers to what was drawn.

/** @import { DigitsScene, Light } from "../types.d.ts" */
/** @import { DigitsFrame } from "./types.d.ts" */

import { contextOf, cssValue, el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { pixelAt } from "./grid_geometry.js";
import { UnitGrid } from "./unit_grid.js";

const GAP = 6; // between pictures, in pixels
const PALE = 0.25;

export class Units {
  /** @param {(unit: number, pixel: number) => void} onChoose  a pixel of a unit was clicked */
  constructor(onChoose) {
    const canvas = el("canvas", {
      role: "img",
      "aria-label": _("The weights into each hidden unit, as pictures"),
      title: _("Click a unit to follow it"),
    });
    this.grid = new UnitGrid(canvas, GAP);
    this.name = el("span", {}, _("Hidden units"));
    this.words = el("small");
    this.root = el(
      "section",
      { class: "gn-digit-units" },
      el("h3", {}, this.name, this.words),
      el("div", { class: "gn-fill" }, canvas),
    );
    this.full = 1; // pixels of a digit each way
    this.palette = new Uint32Array(256);
    canvas.addEventListener("click", ({ offsetX: x, offsetY: y }) => {
      const unit = this.grid.at(x, y);
      if (unit === null) return;
      const [left, top, size] = this.grid.place(unit);
      onChoose(unit, pixelAt(this.full, this.grid.side, size, x - left, y - top));
    });
  }

  /**
   * @param {DigitsScene} scene
   * @param {Uint32Array<ArrayBuffer>} palette
   */
  setScene({ digits, words }, palette) {
    const { side: full, shown_side: side, n_pictures: n, units } = digits;
    this.words.textContent = _(
      "the weights of each: {positive} wants ink there, {negative} wants none",
      { positive: words.positive, negative: words.negative },
    );
    this.full = full;
    this.palette = palette;
    this.name.textContent = units;
    this.grid.setScene(side, n);
  }

  /**
   * @param {DigitsFrame} frame
   * @param {number} chosen
   * @param {boolean} isDrawn  whether the frame is about what is on the sheet
   * @param {Light | null} light  what backprop by hand looks at
   */
  paint({ pictures, lit }, chosen, isDrawn, light) {
    const [accent, answer] = [cssValue(this.root, "--gn-accent"), cssValue(this.root, "--gn-lit")];
    /** @param {number} unit */
    const ring = (unit) => {
      if (isDrawn) return { color: answer, alpha: lit[unit] };
      return unit === chosen ? { color: accent, alpha: 1 } : null;
    };
    // A stage of an update that is about other layers leaves these pale.
    const stage = light?.stage;
    const isLit = !stage || stage.layer === 1 || stage.lines === 0 || stage.lines === 1;
    this.grid.paint(pictures, this.palette, () => (isLit ? 1 : PALE), ring);
    if (light?.place.layer === 1 && light.place.i !== null && !light.unit)
      this.markPixel(light.place.i, light.place.j);
  }

  /**
   * Frame the pixel whose weight is looked at.
   *
   * @param {number} i
   * @param {number} j
   */
  markPixel(i, j) {
    const [left, top, size] = this.grid.place(j);
    const cell = size / this.full;
    const [x, y] = [left + (i % this.full) * cell, top + Math.floor(i / this.full) * cell];
    const c = contextOf(this.grid.canvas);
    c.strokeStyle = "white";
    c.lineWidth = 5;
    c.strokeRect(x, y, cell, cell);
    c.strokeStyle = "black";
    c.lineWidth = 2.5;
    c.strokeRect(x, y, cell, cell);
  }
}
