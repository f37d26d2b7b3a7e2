import assert from "node:assert/strict";
import test from "node:test";
import { strength } from "../../../../assets/live/digits/confusion_matrix.js";
import { gridOf, pixelAt, placeOf, unitAt } from "../../../../assets/live/digits/grid_geometry.js";
import { placeOn } from "../../../../assets/live/digits/sheet.js";
import * as wall from "../../../../assets/live/digits/wall_layout.js";

const GRIDS = [1, 7, 25, 100].flatMap((n) =>
  [
    [700, 430],
    [300, 300],
    [390, 120],
  ].map(([width, height]) => ({ n, width, height, grid: gridOf(n, width, height, 6) })),
);

test("all pictures of units fit, and each is found at its middle", () => {
  for (const { n, width, height, grid } of GRIDS)
    for (let i = 0; i < n; i += 1) {
      const [left, top, size] = placeOf(grid, i);
      assert.ok(left >= -1e-9 && left + size <= width + 1e-9);
      assert.ok(top >= 0 && top + size <= height + 1e-9);
      assert.equal(unitAt(grid, n, left + size / 2, top + size / 2), i);
    }
});

test("no other number of columns makes pictures larger", () => {
  for (const { n, width, height, grid } of GRIDS)
    for (let columns = 1; columns <= n; columns += 1) {
      const size = Math.min((width + 6) / columns, (height + 6) / Math.ceil(n / columns)) - 6;
      assert.ok(size <= grid.size + 1e-9);
    }
});

test("outside of the pictures there is no unit", () => {
  const grid = gridOf(7, 700, 430, 6);
  const [left, top, size] = placeOf(grid, 6);
  assert.equal(unitAt(grid, 7, left + size + 30, top + size / 2), null);
  assert.equal(unitAt(grid, 7, -5, 5), null);
});

test("a pixel is the input under the pointer, row by row", () => {
  assert.equal(pixelAt(8, 8, 80, 0, 0), 0);
  assert.equal(pixelAt(8, 8, 80, 79, 0), 7);
  assert.equal(pixelAt(8, 8, 80, 25, 35), 3 * 8 + 2);
  assert.equal(pixelAt(8, 8, 80, 200, 200), 63);
});

test("in a coarser picture it is the first input of the pixel, and always one that is there", () => {
  assert.equal(pixelAt(20, 10, 100, 15, 5), 2);
  for (let at = -10; at < 120; at += 1) {
    const pixel = pixelAt(20, 7, 100, at, at);
    assert.ok(pixel >= 0 && pixel < 400);
  }
});

test("a point of the sheet is a share of its side", () => {
  assert.deepEqual(placeOn(280, 140, 70), [0.5, 0.25]);
  assert.deepEqual(placeOn(300, 100, 0), [0.333, 0]);
});

test("examples on the wall are found where they lie", () => {
  for (const hasCaptions of [false, true])
    for (const width of [390, 700]) {
      const grid = wall.gridOf(100, width, hasCaptions);
      assert.ok(grid.rows * grid.columns >= 100);
      for (const i of [0, 5, 99]) {
        const [column, row] = [i % grid.columns, Math.floor(i / grid.columns)];
        const at = [(column + 0.5) * grid.size, row * grid.step + grid.size / 2];
        assert.equal(wall.exampleAt(grid, at[0], at[1]), i);
      }
    }
});

test("what is on the wall is said", () => {
  assert.match(wall.wordsFor("first", "test", 100, null), /^test examples; framed/);
  assert.equal(wall.wordsFor("wrong", "test", 0, null), "");
  assert.equal(wall.wordsFor("wrong", "test", 0, { n: 0 }), "it reads all test examples right");
  assert.match(wall.wordsFor("wrong", "test", 100, { n: 1234 }), /^1,234 of .*; the first 100$/);
  assert.doesNotMatch(wall.wordsFor("wrong", "test", 7, { n: 7 }), /the first/);
});

test("mistakes are colored ten times as strongly as what is right", () => {
  const counts = [8, 1, 1, 0, 0, 0, 0, 0, 0, 0];
  assert.equal(strength(counts, 0, 0), 48);
  assert.equal(strength(counts, 0, 1), 60);
  assert.equal(strength([0, 5], 0, 1), 85);
  assert.equal(strength([0, 0], 0, 0), 0);
});
