// Who was first to reach a cost: the order of arrival by the clock of the comparison. No drawing here.

/** @import { Arrival, ClockName, Study } from "../types.d.ts" */

/** @type {Record<ClockName, (arrival: Arrival) => number>} What a clock says of an arrival. */
const READ = {
  epoch: ({ epoch }) => epoch,
  passes: ({ passes }) => passes,
  time: ({ ms }) => ms,
};

/**
 * @typedef {object} Row
 * @property {number} place  of the lane
 * @property {number | null} rank  from 1; the same for those who arrive together
 * @property {Arrival | null} arrival
 */

/**
 * Return the lanes in the order of arrival, and after them those that have not arrived, by place.
 *
 * @param {{ index: number, place: number }[]} lanes
 * @param {(Arrival | null)[]} arrivals  as the lanes stand in a frame
 * @param {Pick<Study, "clock" | "tick">} study
 * @param {number} until  the tick that is shown: who arrives later has not arrived yet
 * @returns {Row[]}
 */
export function orderOfArrival(lanes, arrivals, { clock, tick }, until) {
  const read = READ[clock];
  const rows = lanes.map(({ index, place }) => {
    const arrival = arrivals[index] ?? null;
    const at = arrival && read(arrival);
    const isThere = at !== null && at <= until * tick + 1e-9;
    return isThere ? { place, arrival, at } : { place, arrival: null, at: null };
  });
  rows.sort(
    (a, b) =>
      (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || a.place - b.place,
  );
  return rows.map(({ place, arrival, at }) => ({
    place,
    arrival,
    rank: at === null ? null : 1 + rows.filter((row) => row.at !== null && row.at < at).length,
  }));
}
