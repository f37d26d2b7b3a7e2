// Small pictures from bytes: digits in gray, weights in color.

import { el } from "../shared/dom.js";
import { bytesOf } from "./protocol.js";

/** Canvases of the digits that `text` holds: dark ink on white paper. */
export function digitsOf(text, side) {
  const bytes = bytesOf(text);
  return Array.from({ length: bytes.length / side ** 2 }, (_, i) =>
    picture(bytes.subarray(i * side ** 2, (i + 1) * side ** 2), side, PAPER),
  );
}

/** Canvases of the weights that `text` holds, by a palette of 256 colors. */
export function weightsOf(text, side, palette) {
  const bytes = bytesOf(text);
  return Array.from({ length: bytes.length / side ** 2 }, (_, i) =>
    picture(bytes.subarray(i * side ** 2, (i + 1) * side ** 2), side, palette),
  );
}

/**
 * A canvas as an image. Each canvas on a page costs time at every frame, be it painted or not, and
 * an image does not.
 */
export function asImage(canvas) {
  return el("img", { src: canvas.toDataURL(), alt: "" });
}

/** A canvas with a pixel a byte, each in its color. */
function picture(bytes, side, palette) {
  const canvas = el("canvas", { width: side, height: side });
  const image = new ImageData(side, side);
  const words = new Uint32Array(image.data.buffer);
  bytes.forEach((value, i) => {
    words[i] = palette[value];
  });
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

// From white, no ink, to black.
const PAPER = Uint32Array.from({ length: 256 }, (_, ink) => {
  const light = 255 - ink;
  return (255 << 24) | (light << 16) | (light << 8) | light;
});
