// The cost of each lane by the common clock. Lanes that share a past have one line, which forks. No
// drawing here.

/** @import { Point } from "../types.d.ts" */

import { thin } from "../cost/curves.js";
import { ofLane } from "./lanes.js";

const MOST = 1600; // points of all lines together: more cost a playing browser its frames

/** @typedef {{ x: number[], y: (number | null)[] }} Curve */

/**
 * Return the curve of each lane: from where it branched, and to where its run has come.
 *
 * @param {{ index: number, from: { epoch: number } | null }[]} lanes
 * @param {Point[]} points
 * @param {number} tick  what a step of the clock is worth
 * @returns {Curve[]}
 */
export function laneCurves(lanes, points, tick) {
  const shown = thin(points, MOST / lanes.length);
  return lanes.map((lane) => {
    const own = shown.map((point) => ({ at: point.epoch, ...ofLane(point, lane) }));
    const kept = own
      .slice(lane.from ? forkOf(own, lane.from.epoch) : 0)
      .filter(({ numbers }, i, all) => i === 0 || numbers.epoch !== all[i - 1].numbers.epoch);
    return { x: kept.map(({ at }) => at * tick), y: kept.map(({ numbers }) => numbers.J) };
  });
}

/**
 * Return where a line begins that forks at an epoch: at the last point that is on both lines.
 *
 * @param {Point[]} points
 * @param {number} epoch
 */
function forkOf(points, epoch) {
  const after = points.findIndex(({ numbers }) => Number(numbers.epoch) > epoch);
  return after < 0 ? points.length : Math.max(0, after - 1);
}
