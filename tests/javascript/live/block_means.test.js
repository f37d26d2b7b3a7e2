import assert from "node:assert/strict";
import test from "node:test";
import { blockMeans } from "../../../assets/live/block_means.js";

test("each block is its mean, rows from the top", () => {
  const bytes = Uint8Array.from([0, 2, 10, 10, 4, 6, 10, 10]);
  const { x, y, z } = blockMeans(
    bytes,
    [4, 2],
    [
      [0, 8],
      [-1, 1],
    ],
    2,
    0.5,
  );
  assert.deepEqual(z, [[1.5, 5]]);
  assert.deepEqual(x, [2, 6]);
  assert.deepEqual(y, [0]);
});

test("a linear map keeps its values at the centers of the blocks", () => {
  const [columns, rows] = [12, 9];
  const bytes = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      bytes[row * columns + column] = 10 * column + 8 * (rows - row);
  const { x, y, z } = blockMeans(
    bytes,
    [columns, rows],
    [
      [0, columns],
      [0, rows],
    ],
    3,
    1,
  );
  for (const [i, line] of z.entries())
    for (const [j, value] of line.entries())
      assert.ok(Math.abs(value - (10 * (x[j] - 0.5) + 8 * (y[i] + 0.5))) < 1e-9);
});
