// How many tiles stand in a row. No drawing here.

const LEAST = 150; // pixels that a tile is wide
const WISHED = 4 / 3; // of a tile's picture: width to height
const AROUND = 64; // pixels of a tile's height that are not picture

/**
 * Return the number of columns in which n tiles have the largest pictures.
 *
 * @param {number} n
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 */
export function columnsFor(n, width, height, gap) {
  const most = Math.max(1, Math.floor((width + gap) / (LEAST + gap)));
  let best = 1;
  for (let columns = 2; columns <= Math.min(n, most); columns += 1)
    if (areaOf(n, columns, width, height, gap) > areaOf(n, best, width, height, gap))
      best = columns;
  return best;
}

/**
 * Return how large a tile's picture is, as far as it has the wished shape.
 *
 * @param {number} n
 * @param {number} columns
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 */
function areaOf(n, columns, width, height, gap) {
  const rows = Math.ceil(n / columns);
  const across = (width + gap) / columns - gap;
  const down = (height + gap) / rows - gap - AROUND;
  return Math.min(across, WISHED * down);
}
