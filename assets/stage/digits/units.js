// The hidden units as pictures: the weights into each. A click chooses one; a frame says how
// strongly it answers to what was drawn.

import { cssValue, el } from "../dom.js";
import { LIT, UnitGrid } from "./unit_grid.js";

const GAP = 6; // between pictures, in pixels

export class Units {
  /** @param onChoose number of a unit -> void */
  constructor(onChoose) {
    this.grid = new UnitGrid(el("canvas", { role: "img", "aria-label": "The weights into each hidden unit, as pictures",
      title: "Click a unit to follow it" }), GAP);
    this.name = el("span", {}, "Hidden units");
    this.root = el("section", { class: "gn-digit-units" },
      el("h3", {}, this.name, el("small", {}, "the weights of each: blue wants ink there, red wants none")),
      el("div", { class: "gn-fill" }, this.grid.canvas));
    this.grid.canvas.addEventListener("click", ({ offsetX, offsetY }) => {
      const unit = this.grid.at(offsetX, offsetY);
      if (unit !== null) onChoose(unit);
    });
  }

  setScene({ shown_side: side, n_pictures: n, units }, palette) {
    this.palette = palette;
    this.name.textContent = units;
    this.grid.setScene(side, n);
  }

  paint({ pictures, lit }, chosen, drawn) {
    const accent = cssValue(this.root, "--gn-accent");
    const ring = (unit) => (drawn ? { colour: LIT, alpha: lit[unit] } : unit === chosen && { colour: accent, alpha: 1 });
    this.grid.paint(pictures, this.palette, () => 1, ring);
  }
}
