// Pictures of all units of a layer on one canvas, as large as fits.

import { fit } from "../../shared/dom.js";
import { Pixels } from "../pixels.js";
import { gridOf, placeOf, unitAt } from "./grid_geometry.js";

const RING = 4; // pixels

export class UnitGrid {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} gap  between pictures, in pixels
   */
  constructor(canvas, gap) {
    this.canvas = canvas;
    this.gap = gap;
    this.side = 1;
    this.n = 1;
    this.pixels = new Pixels(1, 1);
  }

  /**
   * @param {number} side  of a picture, in its own pixels
   * @param {number} n
   */
  setScene(side, n) {
    this.side = side;
    this.n = n;
    this.pixels = new Pixels(side, side * n);
  }

  get grid() {
    return gridOf(this.n, this.canvas.clientWidth, this.canvas.clientHeight, this.gap);
  }

  /**
   * Return the unit at a point of the canvas, or null.
   *
   * @param {number} x
   * @param {number} y
   */
  at(x, y) {
    return unitAt(this.grid, this.n, x, y);
  }

  /**
   * Return where a unit's picture lies: left, top, and its side.
   *
   * @param {number} unit
   */
  place(unit) {
    return placeOf(this.grid, unit);
  }

  /**
   * @param {Uint8Array} pictures  a byte a pixel, unit by unit
   * @param {Uint32Array} palette
   * @param {(unit: number) => number} alphaOf  from 0, not to be seen, to 1
   * @param {(unit: number) => { color: string, alpha: number } | null} ringOf  its frame
   */
  paint(pictures, palette, alphaOf, ringOf) {
    this.pixels.paint(pictures, palette);
    const { context: c, width, height } = fit(this.canvas);
    const { grid, side, pixels } = this;
    c.clearRect(0, 0, width, height);
    c.imageSmoothingEnabled = false;
    c.lineWidth = RING;
    for (let unit = 0; unit < this.n; unit += 1) {
      const [x, y, size] = placeOf(grid, unit);
      c.globalAlpha = alphaOf(unit);
      c.drawImage(pixels.canvas, 0, unit * side, side, side, x, y, size, size);
      const ring = ringOf(unit);
      if (!ring) continue;
      c.globalAlpha = ring.alpha;
      c.strokeStyle = ring.color;
      c.strokeRect(x + RING / 2, y + RING / 2, size - RING, size - RING);
    }
    c.globalAlpha = 1;
  }
}
