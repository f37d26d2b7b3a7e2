import assert from "node:assert/strict";
import test from "node:test";
import { orderOfArrival } from "../../../../assets/live/compare/arrivals.js";

const lanes = [
  { index: 1, place: 0 },
  { index: 0, place: 1 },
  { index: 2, place: 2 },
];
// As they stand in a frame: the second of the tiles is in front.
const arrivals = [{ epoch: 23, passes: 61, ms: 9 }, { epoch: 40, passes: 40, ms: 30 }, null];

/**
 * @param {"epoch" | "passes" | "time"} clock
 * @param {number} [until]
 * @param {number} [tick]
 */
const places = (clock, until = 1000, tick = 1) =>
  orderOfArrival(lanes, arrivals, { clock, tick }, until).map(({ place, rank }) => [place, rank]);

test("lanes stand in the order of arrival by the clock, and last those that have not come", () => {
  assert.deepEqual(places("epoch"), [
    [1, 1],
    [0, 2],
    [2, null],
  ]);
  assert.deepEqual(places("passes"), [
    [0, 1],
    [1, 2],
    [2, null],
  ]);
  assert.deepEqual(places("time")[0], [1, 1]);
});

test("who arrives after what is shown has not arrived", () => {
  assert.deepEqual(places("epoch", 30), [
    [1, 1],
    [0, null],
    [2, null],
  ]);
  assert.deepEqual(places("epoch", 23)[0], [1, 1]);
  assert.deepEqual(places("time", 100, 0.1), [
    [1, 1],
    [0, null],
    [2, null],
  ]);
});

test("where all that is known is shown, who has not arrived still has no rank", () => {
  assert.deepEqual(places("epoch", Number.POSITIVE_INFINITY).at(-1), [2, null]);
});

test("those who arrive together share a rank, and the next is counted after them", () => {
  const at = { epoch: 10, passes: 10, ms: 1 };
  const together = [at, at, { ...at, epoch: 11 }];
  const rows = orderOfArrival(lanes, together, { clock: "epoch", tick: 1 }, 100);
  assert.deepEqual(
    rows.map(({ place, rank }) => [place, rank]),
    [
      [0, 1],
      [1, 1],
      [2, 3],
    ],
  );
});

test("before anybody is known, nobody has a rank", () => {
  const rows = orderOfArrival(lanes, [], { clock: "epoch", tick: 1 }, 100);
  assert.deepEqual(
    rows.map(({ place, rank, arrival }) => [place, rank, arrival]),
    [
      [0, null, null],
      [1, null, null],
      [2, null, null],
    ],
  );
});
