// The hidden units as pictures: the weights into each. A click chooses one; a ring says how
// strongly it answers to what was drawn.

import { cssValue, el, fit } from "../dom.js";

const GAP = 6; // between pictures, in pixels
const RING = "#e8a100";

export class Units {
  /** @param onChoose number of a unit -> void */
  constructor(onChoose) {
    this.canvas = el("canvas", { role: "img", "aria-label": "The weights into each hidden unit, as pictures",
      title: "Click a unit to follow it" });
    this.name = el("span", {}, "Hidden units");
    this.root = el("section", { class: "gn-digit-units" },
      el("h3", {}, this.name, el("small", {}, "the weights of each: blue wants ink there, red wants none")),
      el("div", { class: "gn-fill" }, this.canvas));
    this.canvas.addEventListener("click", ({ offsetX, offsetY }) => {
      const unit = this.at(offsetX, offsetY);
      if (unit !== null) onChoose(unit);
    });
  }

  setScene({ shown_side: side, n_pictures: n, units }, palette) {
    this.name.textContent = units;
    Object.assign(this, { palette, side, n });
    this.source = el("canvas", { width: side, height: side * n });
    this.pixels = new ImageData(side, side * n);
    this.words = new Uint32Array(this.pixels.data.buffer);
  }

  get layout() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const columns = columnsFor(this.n, width, height);
    const size = Math.min((width + GAP) / columns, (height + GAP) / Math.ceil(this.n / columns)) - GAP;
    return { columns, size, left: (width + GAP - columns * (size + GAP)) / 2 };
  }

  /** The unit at a point of the canvas, or null. */
  at(x, y) {
    const { columns, size, left } = this.layout;
    const [column, row] = [Math.floor((x - left) / (size + GAP)), Math.floor(y / (size + GAP))];
    const unit = row * columns + column;
    return column >= 0 && column < columns && unit < this.n ? unit : null;
  }

  paint({ pictures, lit }, chosen, drawn) {
    for (let i = 0; i < pictures.length; i += 1) this.words[i] = this.palette[pictures[i]];
    this.source.getContext("2d").putImageData(this.pixels, 0, 0);
    const { context, width, height } = fit(this.canvas);
    const { columns, size, left } = this.layout;
    const { side } = this;
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
    for (let unit = 0; unit < this.n; unit += 1) {
      const [x, y] = [left + (unit % columns) * (size + GAP), Math.floor(unit / columns) * (size + GAP)];
      context.drawImage(this.source, 0, unit * side, side, side, x, y, size, size);
      if (drawn) this.ring(context, x, y, size, RING, 4, lit[unit]);
      else if (unit === chosen) this.ring(context, x, y, size, cssValue(this.root, "--gn-ink"), 2, 1);
    }
  }

  ring(context, x, y, size, colour, width, alpha) {
    context.globalAlpha = Math.min(1, Math.max(0, alpha));
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(x + width / 2, y + width / 2, size - width, size - width);
    context.globalAlpha = 1;
  }
}

/** As many columns as make the pictures largest. */
function columnsFor(n, width, height) {
  const size = (columns) => Math.min(width / columns, height / Math.ceil(n / columns));
  return Array.from({ length: n }, (_, i) => i + 1).reduce((best, one) => (size(one) > size(best) ? one : best), 1);
}
