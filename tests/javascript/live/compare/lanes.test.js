import assert from "node:assert/strict";
import test from "node:test";
import { lanesOf, ofLane, proofOf } from "../../../../assets/live/compare/lanes.js";

/** @typedef {import("../../../../assets/live/types.d.ts").Scene} Scene */

/**
 * @param {number} place
 * @param {Partial<import("../../../../assets/live/types.d.ts").Start>} [start]
 */
const laneAt = (place, start = {}) => ({
  place,
  name: `α ${place}`,
  start: { data: "7f3a", weights: "19c2", batches: "88aa", ...start },
  from: null,
});

/** @param {object[]} scenes */
const scenesOf = (...scenes) => /** @type {Scene[]} */ (/** @type {unknown} */ (scenes));

test("lanes stand by their places, and know where they are in a frame", () => {
  const lanes = lanesOf(scenesOf({ lane: laneAt(2) }, { lane: laneAt(0) }, { lane: laneAt(1) }));
  assert.deepEqual(
    lanes.map(({ place, index }) => [place, index]),
    [
      [0, 1],
      [1, 2],
      [2, 0],
    ],
  );
});

test("a single run is no comparison", () => {
  assert.deepEqual(lanesOf(scenesOf({})), []);
  assert.deepEqual(lanesOf(scenesOf({ lane: laneAt(0) })), []);
});

test("each lane has its own part of a frame", () => {
  const others = [{ epoch: 1, numbers: { J: 2 } }];
  const frame = { epoch: 1, numbers: { J: 1 }, others };
  assert.equal(ofLane(frame, { index: 0 }).numbers.J, 1);
  assert.equal(ofLane(frame, { index: 1 }).numbers.J, 2);
});

test("the proof of the same start holds the hashes that all share, and no other", () => {
  const lanes = [laneAt(0), laneAt(1, { weights: "aaaa" })];
  assert.deepEqual(proofOf(lanes), {
    same: [
      ["data", "7f3a"],
      ["batches", "88aa"],
    ],
    different: ["weights"],
  });
});

test("where all examples are taken at once there is no order to prove", () => {
  const lanes = [laneAt(0, { batches: "" }), laneAt(1, { batches: "" })];
  assert.deepEqual(
    proofOf(lanes).same.map(([part]) => part),
    ["data", "weights"],
  );
});
