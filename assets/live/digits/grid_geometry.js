// Square pictures in rows, as large as fits: where each lies, and which one is at a point.

/** @typedef {{ columns: number, size: number, left: number, gap: number }} Grid  in pixels */

/**
 * Return the grid in which n pictures are largest; of several that are alike, the one of fewest
 * columns.
 *
 * @param {number} n
 * @param {number} width
 * @param {number} height
 * @param {number} gap  between pictures
 * @returns {Grid}
 */
export function gridOf(n, width, height, gap) {
  /** @param {number} columns */
  const fitting = (columns) =>
    Math.min((width + gap) / columns, (height + gap) / Math.ceil(n / columns)) - gap;
  let columns = 1;
  for (let one = 2; one <= n; one += 1) if (fitting(one) > fitting(columns)) columns = one;
  const size = fitting(columns);
  return { columns, size, left: (width + gap - columns * (size + gap)) / 2, gap };
}

/**
 * Return where a picture lies: left, top, and its side.
 *
 * @param {Grid} grid
 * @param {number} i
 * @returns {[left: number, top: number, size: number]}
 */
export function placeOf({ columns, size, left, gap }, i) {
  return [left + (i % columns) * (size + gap), Math.floor(i / columns) * (size + gap), size];
}

/**
 * Return the number of the picture at a point, or null.
 *
 * @param {Grid} grid
 * @param {number} n
 * @param {number} x
 * @param {number} y
 */
export function unitAt({ columns, size, left, gap }, n, x, y) {
  const [column, row] = [Math.floor((x - left) / (size + gap)), Math.floor(y / (size + gap))];
  const i = row * columns + column;
  return column >= 0 && column < columns && row >= 0 && i < n ? i : null;
}

/**
 * Return the number of the input whose weight lies under a point of a picture. The picture may be
 * coarser than the digits are.
 *
 * @param {number} full  pixels of a digit each way
 * @param {number} side  of the picture each way
 * @param {number} size  of the picture on the screen
 * @param {number} x  from its left
 * @param {number} y  from its top
 */
export function pixelAt(full, side, size, x, y) {
  const every = Math.ceil(full / side);
  /** @param {number} at */
  const along = (at) => {
    const share = Math.max(0, Math.min(at, size - 1)) / size;
    return Math.min(full - 1, every * Math.floor(share * side));
  };
  return along(y) * full + along(x);
}
