// The numbers of frames that were sent before, for a browser that does not have those frames.

/** @import { Point, Scene } from "./types.d.ts" */

/**
 * Return the points of the first lane, each with those of the others: of each lane the last that it
 * had reached by then.
 *
 * @param {Pick<Scene, "past">[]} scenes  of the lanes
 * @returns {Point[]}
 */
export function sentPoints(scenes) {
  const lanes = scenes.map(({ past }) =>
    past.map((numbers) => ({ epoch: numbers.tick ?? numbers.epoch, numbers })),
  );
  const [first] = lanes;
  if (lanes.length === 1) return first;
  if (lanes.some((points) => !points.length)) return [];
  const ticks = [...new Set(lanes.flat().map(({ epoch }) => epoch))].sort((a, b) => a - b);
  const reached = lanes.map(() => 0);
  return ticks.map((epoch) => {
    const [{ numbers }, ...others] = lanes.map((points, lane) => {
      while (points[reached[lane] + 1]?.epoch <= epoch) reached[lane] += 1;
      return points[reached[lane]];
    });
    return { epoch, numbers, others };
  });
}
