import assert from "node:assert/strict";
import test from "node:test";
import { columnsFor, rowHeightFor } from "../../../../assets/live/compare/tile_layout.js";

/** @param {number} n */
const onLaptop = (n) => columnsFor(n, 660, 460, 10);

test("tiles fill a place that is wider than high in as many columns as rows, or more", () => {
  assert.deepEqual([1, 2, 3, 4, 6, 8].map(onLaptop), [1, 2, 3, 2, 3, 4]);
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

test("rows fill the height, but no picture is higher than wide, and no tile too low", () => {
  assert.equal(rowHeightFor(6, 3, 660, 470, 10), 230);
  assert.ok(rowHeightFor(3, 3, 660, 470, 10) < 300);
  assert.equal(rowHeightFor(8, 2, 660, 300, 10), 180);
});

test("on a phone pictures have their own shape, whatever the height", () => {
  const height = rowHeightFor(6, 2, 350, Number.POSITIVE_INFINITY, 10);
  assert.ok(height > 150 && height < 250);
});
