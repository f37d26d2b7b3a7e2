// The diagram of a small network: a line for each weight, and for each unit its map or a disk.

/** @import { Colors } from "./types.d.ts" */

/** Widest line, in pixels. */
const WIDEST = 5;

/**
 * Return where the units are, layer by layer, in a rectangle.
 *
 * @param {number[]} sizes
 * @param {number} width
 * @param {number} height
 * @param {number} margin
 */
export function places(sizes, width, height, margin) {
  return sizes.map((size, l) =>
    Array.from({ length: size }, (_, i) => ({
      x: margin + ((width - 2 * margin) * l) / (sizes.length - 1),
      y: (height * (i + 0.5)) / size,
    })),
  );
}

/**
 * Return the weights between units: from which layer and unit, to which of the next, and how large.
 *
 * @param {number[]} sizes
 * @param {boolean} biases
 * @param {Float32Array} theta  W1, b1, W2, b2, ...
 */
export function weights(sizes, biases, theta) {
  const found = [];
  let at = 0;
  for (let l = 0; l + 1 < sizes.length; l += 1) {
    for (let i = 0; i < sizes[l]; i += 1)
      for (let j = 0; j < sizes[l + 1]; j += 1) {
        found.push({ l, i, j, w: theta[at] });
        at += 1;
      }
    if (biases) at += sizes[l + 1];
  }
  return found;
}

/**
 * Draw a line for each weight: its color is the sign, its width the size.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {ReturnType<typeof places>} at
 * @param {ReturnType<typeof weights>} lines
 * @param {Colors} colors
 */
export function drawWeights(context, at, lines, colors) {
  const largest = Math.max(...lines.map(({ w }) => Math.abs(w)), 1e-9);
  for (const { l, i, j, w } of lines) {
    const [from, to] = [at[l][i], at[l + 1][j]];
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = w < 0 ? colors.negative : colors.positive;
    context.lineWidth = 0.5 + (WIDEST * Math.abs(w)) / Math.max(largest, 1);
    context.globalAlpha = 0.85;
    context.setLineDash(colors.dashes && w < 0 ? [5, 4] : []);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}
