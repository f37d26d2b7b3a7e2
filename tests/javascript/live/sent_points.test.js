import assert from "node:assert/strict";
import test from "node:test";
import { sentPoints } from "../../../assets/live/sent_points.js";

test("the points of a single run are those that were sent, by epoch", () => {
  const past = [
    { epoch: 0, J: 2 },
    { epoch: 10, J: 1 },
  ];
  assert.deepEqual(
    sentPoints([{ past }]).map(({ epoch, others }) => [epoch, others]),
    [
      [0, undefined],
      [10, undefined],
    ],
  );
});

test("lanes stand beside each other by the common clock, each where it had come by then", () => {
  const points = sentPoints([
    {
      past: [
        { epoch: 0, tick: 0, J: 1 },
        { epoch: 1, tick: 4, J: 0.5 },
      ],
    },
    {
      past: [
        { epoch: 0, tick: 0, J: 3 },
        { epoch: 2, tick: 2, J: 2 },
        { epoch: 6, tick: 6, J: 1 },
      ],
    },
  ]);
  assert.deepEqual(
    points.map(({ epoch, numbers, others }) => [epoch, numbers.J, others?.[0].numbers.J]),
    [
      [0, 1, 3],
      [2, 1, 2],
      [4, 0.5, 2],
      [6, 0.5, 1],
    ],
  );
});

test("without the numbers of a lane nothing is known of all", () => {
  assert.deepEqual(sentPoints([{ past: [{ epoch: 0, J: 1 }] }, { past: [] }]), []);
  assert.deepEqual(sentPoints([{ past: [] }]), []);
});
