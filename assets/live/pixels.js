// A picture of bytes: a pixel a byte, in the color that a palette gives it.

import { contextOf, el } from "../shared/dom.js";

export class Pixels {
  /**
   * @param {number} columns
   * @param {number} rows
   */
  constructor(columns, rows) {
    this.canvas = el("canvas", { width: columns, height: rows });
    this.image = new ImageData(columns, rows);
    this.words = new Uint32Array(this.image.data.buffer);
  }

  /**
   * @param {Uint8Array} bytes
   * @param {Uint32Array} palette
   */
  paint(bytes, palette) {
    for (let i = 0; i < bytes.length; i += 1) this.words[i] = palette[bytes[i]];
    contextOf(this.canvas).putImageData(this.image, 0, 0);
  }
}
