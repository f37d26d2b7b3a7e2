// The lanes of a comparison, in the order of their places. No drawing here.

/** @import { LaneOf, Point, Scene, Start } from "../types.d.ts" */

/**
 * A lane, and where it stands among those of a frame.
 *
 * @typedef {{ index: number, scene: Scene } & LaneOf} Lane
 */

/**
 * Return the lanes of some scenes by their places; none where nothing is compared.
 *
 * @param {Scene[]} scenes
 * @returns {Lane[]}
 */
export function lanesOf(scenes) {
  const lanes = scenes.flatMap((scene, index) =>
    scene.lane ? [{ ...scene.lane, index, scene }] : [],
  );
  return lanes.length > 1 ? lanes.sort((a, b) => a.place - b.place) : [];
}

/**
 * Return what a frame has of a lane.
 *
 * @template {Point} T
 * @param {T & { others?: T[] }} frame
 * @param {{ index: number }} lane
 * @returns {T}
 */
export function ofLane(frame, { index }) {
  return index === 0 ? frame : (frame.others?.[index - 1] ?? frame);
}

/** @typedef {keyof Start} Part */

const PARTS = /** @type {Part[]} */ (["data", "weights", "batches"]);

/**
 * Return the hashes that all lanes share, and the parts in which they differ.
 *
 * @param {{ start: Start }[]} lanes
 * @returns {{ same: [part: Part, hash: string][], different: Part[] }}
 */
export function proofOf(lanes) {
  const [{ start: first }] = lanes;
  const isSame = (/** @type {Part} */ part) =>
    lanes.every(({ start }) => start[part] === first[part]);
  return {
    // Without mini-batches there is no order of them.
    same: PARTS.filter((part) => isSame(part) && first[part]).map((part) => [part, first[part]]),
    different: PARTS.filter((part) => !isSame(part)),
  };
}
