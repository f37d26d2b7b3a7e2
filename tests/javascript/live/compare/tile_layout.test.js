import assert from "node:assert/strict";
import test from "node:test";
import { columnsFor } from "../../../../assets/live/compare/tile_layout.js";

/** @param {number} n */
const onLaptop = (n) => columnsFor(n, 660, 460, 10);

test("tiles fill a place that is wider than high in as many columns as rows, or more", () => {
  assert.deepEqual([1, 2, 3, 4, 6, 8].map(onLaptop), [1, 2, 2, 2, 3, 4]);
});

test("on a phone two stand side by side, and never are they too narrow", () => {
  assert.equal(columnsFor(6, 350, 900, 10), 2);
  assert.equal(columnsFor(8, 140, 900, 10), 1);
});

test("there are no more columns than tiles, and always one", () => {
  for (let n = 1; n <= 9; n += 1)
    for (const [width, height] of [
      [1200, 200],
      [200, 1200],
      [0, 0],
    ]) {
      const columns = columnsFor(n, width, height, 10);
      assert.ok(columns >= 1 && columns <= n);
    }
});
