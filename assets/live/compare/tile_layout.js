// How many tiles stand in a row, and how high they are. No drawing here.

const [LEAST, LOWEST] = [150, 180]; // pixels that a tile is wide, and high
const WISHED = 4 / 3; // of a tile's picture: width to height
const AROUND = 64; // pixels of a tile's height that are not picture
const EMPTY = 0.25; // how much is lost where the last row is not full

/**
 * Return the number of columns in which n tiles have the largest pictures.
 *
 * @param {number} n
 * @param {number} width  of the place
 * @param {number} height
 * @param {number} gap
 */
export function columnsFor(n, width, height, gap) {
  const most = Math.max(1, Math.floor((width + gap) / (LEAST + gap)));
  let best = 1;
  for (let columns = 2; columns <= Math.min(n, most); columns += 1)
    if (sizeOf(n, columns, width, height, gap) > sizeOf(n, best, width, height, gap))
      best = columns;
  return best;
}

/**
 * Return how wide a tile's picture is, as far as it has the wished shape.
 *
 * @param {number} n
 * @param {number} columns
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 */
function sizeOf(n, columns, width, height, gap) {
  const rows = Math.ceil(n / columns);
  const [across, down] = [shareOf(width, columns, gap), shareOf(height, rows, gap) - AROUND];
  return Math.min(across, WISHED * down) * (n / (rows * columns)) ** EMPTY;
}

/**
 * Return the height of a tile: what there is of it, but no picture higher than wide. Where the place
 * takes the height of its tiles, pictures have the wished shape.
 *
 * @param {number} n
 * @param {number} columns
 * @param {number} width  of the place
 * @param {number} height  infinite where it takes that of its tiles
 * @param {number} gap
 */
export function rowHeightFor(n, columns, width, height, gap) {
  const across = shareOf(width, columns, gap);
  if (height === Number.POSITIVE_INFINITY) return AROUND + across / WISHED;
  const there = shareOf(height, Math.ceil(n / columns), gap);
  return Math.max(LOWEST, Math.min(there, AROUND + across));
}

/**
 * Return the share of each of n that stand side by side.
 *
 * @param {number} all
 * @param {number} n
 * @param {number} gap
 */
const shareOf = (all, n, gap) => (all + gap) / n - gap;
