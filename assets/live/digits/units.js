// The hidden units as pictures: the weights into each. A click chooses one; a frame says how
// strongly it answers to what was drawn.

import { cssValue, el } from "../../shared/dom.js";
import { LIT, UnitGrid } from "./unit_grid.js";

const GAP = 6; // between pictures, in pixels
const PALE = 0.25;

export class Units {
  /** @param onChoose (number of a unit, pixel of its picture) -> void */
  constructor(onChoose) {
    this.grid = new UnitGrid(
      el("canvas", {
        role: "img",
        "aria-label": "The weights into each hidden unit, as pictures",
        title: "Click a unit to follow it",
      }),
      GAP,
    );
    this.name = el("span", {}, "Hidden units");
    this.root = el(
      "section",
      { class: "gn-digit-units" },
      el(
        "h3",
        {},
        this.name,
        el("small", {}, "the weights of each: blue wants ink there, red wants none"),
      ),
      el("div", { class: "gn-fill" }, this.grid.canvas),
    );
    this.grid.canvas.addEventListener("click", ({ offsetX, offsetY }) => {
      const unit = this.grid.at(offsetX, offsetY);
      if (unit !== null) onChoose(unit, this.pixelAt(unit, offsetX, offsetY));
    });
  }

  /** The input whose weight lies under a point of a unit's picture. */
  pixelAt(unit, x, y) {
    const [left, top, size] = this.grid.place(unit);
    const {
      full,
      grid: { side },
    } = this;
    const every = Math.ceil(full / side);
    const along = (at) =>
      Math.min(full - 1, every * Math.floor((Math.max(0, Math.min(at, size - 1)) / size) * side));
    return along(y - top) * full + along(x - left);
  }

  setScene({ side: full, shown_side: side, n_pictures: n, units }, palette) {
    this.full = full;
    this.palette = palette;
    this.name.textContent = units;
    this.grid.setScene(side, n);
  }

  /** @param hand what backprop by hand looks at, if anything */
  paint({ pictures, lit }, chosen, drawn, hand) {
    const accent = cssValue(this.root, "--gn-accent");
    const ring = (unit) =>
      drawn ? { color: LIT, alpha: lit[unit] } : unit === chosen && { color: accent, alpha: 1 };
    // A stage of an update that is about other layers leaves these pale.
    const stage = hand?.stage;
    const isLit = !stage || stage.layer === 1 || stage.lines === 0 || stage.lines === 1;
    this.grid.paint(pictures, this.palette, () => (isLit ? 1 : PALE), ring);
    if (hand?.place.layer === 1 && hand.place.i !== null && !hand.unit) this.markPixel(hand.place);
  }

  /** Frame the pixel whose weight is looked at. */
  markPixel({ i, j }) {
    const [left, top, size] = this.grid.place(j);
    const cell = size / this.full;
    const context = this.grid.canvas.getContext("2d");
    for (const [color, wide] of [
      ["white", 5],
      ["black", 2.5],
    ]) {
      Object.assign(context, { strokeStyle: color, lineWidth: wide });
      context.strokeRect(
        left + (i % this.full) * cell,
        top + Math.floor(i / this.full) * cell,
        cell,
        cell,
      );
    }
  }
}
