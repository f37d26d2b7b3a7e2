// Small square pictures from bytes: digits in gray, weights in color.

import { el } from "../shared/dom.js";
import { needStyle } from "../shared/styles.js";
import { PAPER } from "./palette.js";
import { Pixels } from "./pixels.js";
import { bytesOf } from "./protocol.js";

needStyle("pictures.css", import.meta.url);

/**
 * Return canvases of the digits that `text` holds: dark ink on white paper.
 *
 * @param {string} text
 * @param {number} side
 */
export function digitsOf(text, side) {
  return weightsOf(text, side, PAPER);
}

/**
 * Return canvases of the weights that `text` holds.
 *
 * @param {string} text
 * @param {number} side
 * @param {Uint32Array} palette
 */
export function weightsOf(text, side, palette) {
  const bytes = bytesOf(text);
  const size = side ** 2;
  return Array.from({ length: bytes.length / size }, (_, i) => {
    const pixels = new Pixels(side, side);
    pixels.paint(bytes.subarray(i * size, (i + 1) * size), palette);
    return pixels.canvas;
  });
}

/**
 * Return a canvas as an image. Each canvas on a page costs time at every frame, be it painted or
 * not, and an image does not.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function asImage(canvas) {
  return el("img", { src: canvas.toDataURL(), alt: "" });
}
