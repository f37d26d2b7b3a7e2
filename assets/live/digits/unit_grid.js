// Pictures of all units of a layer on one canvas, as large as fits.

import { el, fit } from "../../shared/dom.js";

/** The color of a unit that answers. */
export const LIT = "#e8a100";
const RING = 4; // pixels

export class UnitGrid {
  /** @param gap between pictures, in pixels */
  constructor(canvas, gap) {
    Object.assign(this, { canvas, gap });
  }

  setScene(side, n) {
    Object.assign(this, { side, n });
    this.source = el("canvas", { width: side, height: side * n });
    this.pixels = new ImageData(side, side * n);
    this.words = new Uint32Array(this.pixels.data.buffer);
  }

  get layout() {
    const {
      canvas: { clientWidth: width, clientHeight: height },
      n,
      gap,
    } = this;
    const fitting = (columns) =>
      Math.min((width + gap) / columns, (height + gap) / Math.ceil(n / columns)) - gap;
    const columns = Array.from({ length: n }, (_, i) => i + 1).reduce(
      (best, one) => (fitting(one) > fitting(best) ? one : best),
      1,
    );
    const size = fitting(columns);
    return { columns, size, left: (width + gap - columns * (size + gap)) / 2 };
  }

  /** The unit at a point of the canvas, or null. */
  at(x, y) {
    const { columns, size, left } = this.layout;
    const [column, row] = [
      Math.floor((x - left) / (size + this.gap)),
      Math.floor(y / (size + this.gap)),
    ];
    const unit = row * columns + column;
    return column >= 0 && column < columns && unit < this.n ? unit : null;
  }

  /** Where a unit's picture lies: left, top, and its side. */
  place(unit, { columns, size, left } = this.layout) {
    return [
      left + (unit % columns) * (size + this.gap),
      Math.floor(unit / columns) * (size + this.gap),
      size,
    ];
  }

  /**
   * @param pictures a byte a pixel, unit by unit
   * @param alphaOf  unit -> from 0, not to be seen, to 1
   * @param ringOf   unit -> { color, alpha } of its frame, or nothing
   */
  paint(pictures, palette, alphaOf, ringOf) {
    for (let i = 0; i < pictures.length; i += 1) this.words[i] = palette[pictures[i]];
    this.source.getContext("2d").putImageData(this.pixels, 0, 0);
    const { context, width, height } = fit(this.canvas);
    const { layout, side } = this;
    context.clearRect(0, 0, width, height);
    Object.assign(context, { imageSmoothingEnabled: false, lineWidth: RING });
    for (let unit = 0; unit < this.n; unit += 1) {
      const [x, y, size] = this.place(unit, layout);
      context.globalAlpha = alphaOf(unit);
      context.drawImage(this.source, 0, unit * side, side, side, x, y, size, size);
      const ring = ringOf(unit);
      if (!ring) continue;
      Object.assign(context, { globalAlpha: ring.alpha, strokeStyle: ring.color });
      context.strokeRect(x + RING / 2, y + RING / 2, size - RING, size - RING);
    }
    context.globalAlpha = 1;
  }
}
