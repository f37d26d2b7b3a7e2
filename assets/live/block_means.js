// Maps of bytes made coarser, each block of pixels to its mean: smoother lines, fewer numbers.

/** @import { Range2 } from "./types.d.ts" */

/**
 * Return the blocks' centers and their means.
 *
 * @param {Uint8Array} bytes  the map, row by row from the top
 * @param {[columns: number, rows: number]} size  both multiples of `every`
 * @param {Range2} plane  what the map shows
 * @param {number} every  pixels of a block, each way
 * @param {number} scale  what one step of a byte is worth
 */
export function blockMeans(bytes, [columns, rows], [[x0, x1], [y0, y1]], every, scale) {
  const [across, down] = [columns / every, rows / every];
  const z = Array.from({ length: down }, (_, i) =>
    Array.from({ length: across }, (_, j) => {
      let sum = 0;
      for (let row = i * every; row < (i + 1) * every; row += 1)
        for (let column = j * every; column < (j + 1) * every; column += 1)
          sum += bytes[row * columns + column];
      return (sum * scale) / every ** 2;
    }),
  );
  return { x: centers(across, x0, x1), y: centers(down, y1, y0), z };
}

/**
 * @param {number} n
 * @param {number} from
 * @param {number} to
 */
function centers(n, from, to) {
  return Array.from({ length: n }, (_, i) => from + ((to - from) * (i + 0.5)) / n);
}
