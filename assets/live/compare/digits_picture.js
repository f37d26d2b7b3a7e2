// The picture of a lane on the Digits page: the weights into its hidden units.

/** @import { DigitsFrame, DigitsScene } from "../types.d.ts" */
/** @import { Drawn } from "./plane_picture.js" */

import { gridOf, placeOf } from "../digits/grid_geometry.js";
import { palette } from "../palette.js";
import { Pixels } from "../pixels.js";

const GAP = 2; // pixels between pictures

export class DigitsPicture {
  /** @param {DigitsScene} scene */
  constructor({ digits, unit_palette }) {
    this.side = digits.shown_side;
    this.n = digits.n_pictures;
    this.palette = palette(unit_palette);
    this.pixels = new Pixels(this.side, this.side * this.n, { willReadFrequently: true });
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {Drawn} drawn
   * @param {DigitsFrame} frame
   */
  paint(c, { width, height }, { pictures }) {
    this.pixels.paint(pictures, this.palette);
    const { n, side } = this;
    const grid = gridOf(n, width, height, GAP);
    c.clearRect(0, 0, width, height);
    c.imageSmoothingEnabled = false;
    for (let unit = 0; unit < n; unit += 1) {
      const [x, y, size] = placeOf(grid, unit);
      c.drawImage(this.pixels.canvas, 0, unit * side, side, side, x, y, size, size);
    }
  }
}
