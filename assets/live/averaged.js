// Maps of bytes made coarser, each block of pixels to its mean: smoother lines, fewer numbers.

/**
 * @param bytes    the map, row by row from the top
 * @param size     [columns, rows], both multiples of `every`
 * @param plane    [[x0, x1], [y0, y1]]: what the map shows
 * @param every    pixels of a block, each way
 * @param scale    what one step of a byte is worth
 * @returns {x, y, z} with the blocks' centers and their means
 */
export function averaged(bytes, [columns, rows], [[x0, x1], [y0, y1]], every, scale) {
  const centers = (n, from, to) =>
    Array.from({ length: n }, (_, i) => from + ((to - from) * (i + 0.5)) / n);
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
