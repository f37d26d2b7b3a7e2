import assert from "node:assert/strict";
import test from "node:test";
import { hasBranches, treeOf } from "../../../../assets/live/compare/tree.js";

/**
 * @param {number} place
 * @param {number} [of]
 * @param {number} [epoch]
 */
const lane = (place, of, epoch = 0) => ({
  place,
  name: `lane ${place}`,
  from: of === undefined ? null : { place: of, epoch },
});

test("lanes without a past in common are rows of their own", () => {
  const lanes = [lane(0), lane(1)];
  assert.equal(hasBranches(lanes), false);
  assert.deepEqual(
    treeOf(lanes).map(({ place, row, from }) => [place, row, from]),
    [
      [0, 0, null],
      [1, 1, null],
    ],
  );
});

test("a branch leaves the row of its lane, below it", () => {
  const lanes = [lane(0), lane(1), lane(2, 0, 240)];
  assert.ok(hasBranches(lanes));
  assert.deepEqual(
    treeOf(lanes).map(({ place, row, from }) => [place, row, from]),
    [
      [0, 0, null],
      [2, 1, { row: 0, epoch: 240 }],
      [1, 2, null],
    ],
  );
});

test("of several branches the later is the nearer, so that no line crosses another", () => {
  const lanes = [lane(0), lane(1, 0, 100), lane(2, 0, 300), lane(3, 1, 200)];
  const rows = treeOf(lanes);
  assert.deepEqual(
    rows.map(({ place, from }) => [place, from?.row, from?.epoch]),
    [
      [0, undefined, undefined],
      [2, 0, 300],
      [1, 0, 100],
      [3, 2, 200],
    ],
  );
  for (const { row, from } of rows) if (from) assert.ok(from.row < row);
});

test("a branch of a lane that was removed is a trunk, and none is lost", () => {
  const rows = treeOf([lane(0), lane(1, 7, 50)]);
  assert.deepEqual(
    rows.map(({ place, from }) => [place, from]),
    [
      [0, null],
      [1, null],
    ],
  );
});
