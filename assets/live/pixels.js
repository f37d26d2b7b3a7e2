// A picture of bytes: a pixel a byte, in the color that a palette gives it.

import { contextOf, el } from "../shared/dom.js";

export class Pixels {
  /**
   * @param {number} columns
   * @param {number} rows
   * @param {CanvasRenderingContext2DSettings} [options]
   */
  constructor(columns, rows, options) {
    this.canvas = el("canvas", { width: columns, height: rows });
    this.context = contextOf(this.canvas, options);
    this.image = new ImageData(columns, rows);
    this.words = new Uint32Array(this.image.data.buffer);
  }

  /**
   * @param {Uint8Array} bytes
   * @param {Uint32Array} palette
   */
  paint(bytes, palette) {
    for (let i = 0; i < bytes.length; i += 1) this.words[i] = palette[bytes[i]];
    this.context.putImageData(this.image, 0, 0);
  }
}
