// The tree of the lanes: a row for each, and where each leaves the row of the lane that it branched
// from. No drawing here.

/** @import { LaneOf } from "../types.d.ts" */

/**
 * @typedef {object} Branch
 * @property {number} place  of the lane
 * @property {string} name
 * @property {number} row  from the top
 * @property {{ row: number, epoch: number } | null} from  the row and the epoch that it leaves
 */

/** @typedef {Pick<LaneOf, "place" | "name" | "from">} InTree */

/**
 * Return a row for each lane: branches stand below the lane that they leave, the later the nearer,
 * so that no line crosses another.
 *
 * @param {InTree[]} lanes  by their places
 * @returns {Branch[]}
 */
export function treeOf(lanes) {
  const trunks = lanes.filter(
    ({ from }) => !from || !lanes.some(({ place }) => place === from.place),
  );
  /** @type {InTree[]} */
  const order = [];
  for (const trunk of trunks) visit(trunk, lanes, order);
  const rows = new Map(order.map(({ place }, row) => [place, row]));
  return order.map(({ place, name, from }, row) => {
    const leaves = from ? rows.get(from.place) : undefined;
    return {
      place,
      name,
      row,
      from: from && leaves !== undefined ? { row: leaves, epoch: from.epoch } : null,
    };
  });
}

/**
 * @param {InTree} lane
 * @param {InTree[]} lanes
 * @param {InTree[]} order  of those that have a row; the lane and its branches are added
 */
function visit(lane, lanes, order) {
  order.push(lane);
  const branches = lanes
    .filter(({ place, from }) => from?.place === lane.place && place !== lane.place)
    .sort((a, b) => (b.from?.epoch ?? 0) - (a.from?.epoch ?? 0) || a.place - b.place);
  for (const branch of branches) if (!order.includes(branch)) visit(branch, lanes, order);
}

/** Whether any lane has branched. */
export const hasBranches = (/** @type {InTree[]} */ lanes) =>
  lanes.some(({ from }) => from !== null);
