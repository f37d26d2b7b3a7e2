// The runs before the present one: their costs, and in what they differ from it. No drawing here.

/** @import { Point, Scene } from "./types.d.ts" */

import { _ } from "../shared/language.js";

const KEPT = 2;
const ONE_STEP_MS = 1000; // changes that follow each other more closely are one
const MOST_NAMED = 2;
const LETTERS = 16;

/** @typedef {Pick<Scene, "settings" | "changes">} Named */
/** @typedef {{ of: Named, points: Point[] }} PastRun */

export class PastRuns {
  constructor() {
    /** @type {PastRun[]} The newest last. */
    this.list = [];
    /** @type {Named | null} */
    this.present = null;
    this.changed = Number.NEGATIVE_INFINITY; // when that was taken
  }

  /**
   * The run has become another one, or has been described anew.
   *
   * @param {Named} now
   * @param {Point[]} points  of the run until now
   * @param {number} time
   */
  take({ settings, changes }, points, time) {
    const now = { settings, changes };
    const was = this.present;
    this.present = now;
    if (!was || isSame(was, now)) return;
    const isQuick = time - this.changed < ONE_STEP_MS;
    this.changed = time;
    if (isQuick || points.length < 2) return;
    const others = this.list.filter(({ of }) => !isSame(of, was));
    this.list = [...others, { of: was, points: [...points] }].slice(-KEPT);
  }

  /** @returns {{ label: string, points: Point[] }[]} Those that differ from the present run. */
  get shown() {
    const { present } = this;
    if (!present) return [];
    return this.list
      .filter(({ of }) => !isSame(of, present))
      .map(({ of, points }) => ({ label: labelOf(of, present), points }));
  }

  /**
   * Return what is known of the present run from when it ran before, up to an epoch.
   *
   * @param {number} epoch
   * @returns {Point[]}
   */
  known(epoch) {
    const { present } = this;
    const run = present ? this.list.find(({ of }) => isSame(of, present)) : undefined;
    return run ? run.points.filter((point) => point.epoch <= epoch) : [];
  }
}

/**
 * @param {Named} one
 * @param {Named} other
 */
function isSame(one, other) {
  return (
    JSON.stringify([one.settings, one.changes]) === JSON.stringify([other.settings, other.changes])
  );
}

/**
 * Return what a run has otherwise than another: "α 0.5".
 *
 * @param {Named} run
 * @param {Named} other
 */
export function labelOf({ settings }, other) {
  const own = Object.keys(settings).filter((name) => settings[name] !== other.settings[name]);
  const named = own.slice(0, MOST_NAMED).map((name) => settings[name]);
  const label = named.join(", ");
  // The chart has no room for more beside its lines.
  return own.length && own.length <= MOST_NAMED && label.length <= LETTERS ? label : _("before");
}
