// What the server is to be asked next. It is made from what is known of the run at the moment of asking, so
// whatever happened while an answer was on its way is in the next question. No drawing here.

/** @import { Command, Wishes } from "./types.d.ts" */
/** @import { ShownRun } from "./shown_run.js" */

const LOW = 9; // ask for more when fewer frames than this are left
const BATCH = 10;
const REPORT_MS = 500; // how often the server hears where a run is that plays on known frames

export class Questions {
  constructor() {
    this.number = 0; // of the newest question
    this.asked = 0; // when that was
    this.restsUntil = 0; // when the run, which had more than its share of the server, may have more
    this.intent = 0; // counts what the visitor has done but stepping
    this.askedFor = 0; // what it was when the newest question was asked
    this.mustReset = false;
    this.mustAsk = true; // whether there may be news of the server's
    this.expectsNews = false; // whether there will be some any moment
    /** @type {Wishes | null} What the server has not heard yet. */
    this.wished = null;
    /** @type {Record<string, unknown> | null} */
    this.toSet = null;
  }

  /** Whether the newest question says all that the visitor has done but stepping. */
  get isHeard() {
    return this.intent === this.askedFor;
  }

  /**
   * There may be news of the server's: the page was drawn anew, or it is another run.
   *
   * @param {number} number  of the newest question that the run has answered
   * @param {Wishes} [wish]  what it has not heard
   */
  refresh(number, wish) {
    this.number = Math.max(this.number, number);
    this.mustAsk = true;
    if (wish) this.wished = wish;
  }

  /** There will be news any moment. */
  expectNews() {
    this.mustAsk = true;
    this.expectsNews = true;
  }

  /** Go back to the initial weights, and forget the run. */
  reset() {
    this.intent += 1;
    this.mustReset = true;
  }

  /** @param {Record<string, unknown>} set  settings that are to change */
  set(set) {
    this.toSet = { ...this.toSet, ...set };
  }

  /**
   * Ask for no more for a while.
   *
   * @param {number} ms
   */
  waitFor(ms) {
    this.restsUntil = performance.now() + ms;
  }

  /**
   * Return what is to be asked now, if anything.
   *
   * @param {ShownRun} run
   * @returns {Command | null}
   */
  next(run) {
    const { header, target, known } = run;
    if (!header.scene) return this.mustAsk ? this.command(run, "show", target) : null;
    if (this.mustReset) return this.command(run, "reset", 0);
    const isDue = this.mustAsk || this.wished !== null || this.toSet !== null;
    const now = performance.now();
    // What the visitor has done is said at once; for more of the run there may be a wait.
    const isFree = now >= this.restsUntil || !this.isHeard;
    if (!run.playing) {
      const { playing, shown, unfinished } = header;
      const isThere = !playing && shown === target && !unfinished;
      return isDue || (isFree && !isThere) ? this.command(run, "show", target) : null;
    }
    const left = run.frames.list.length - run.frames.after(run.epoch);
    if (isFree && left < LOW && known < run.end) return this.command(run, "more", known, BATCH);
    const isLate = isFree && now - this.asked > REPORT_MS;
    return isDue || isLate || !header.playing ? this.command(run, "more", known) : null;
  }

  /**
   * Return a question; what was to be said is said with it.
   *
   * @param {ShownRun} run
   * @param {Command["name"]} name
   * @param {number} epoch
   * @param {number} [n]
   * @returns {Command}
   */
  command({ header, epoch: shown }, name, epoch, n = 0) {
    const { scene, branch, jumps, view, slow, revision } = header;
    this.number += 1;
    this.asked = performance.now();
    const { wished, toSet, expectsNews } = this;
    this.askedFor = this.intent;
    this.wished = null;
    this.toSet = null;
    this.mustReset = false;
    this.mustAsk = false;
    this.expectsNews = false;
    return {
      name,
      number: this.number,
      epoch,
      n,
      shown,
      scene,
      branch,
      jumps,
      view,
      slow,
      ...(expectsNews ? { news: revision } : {}),
      ...(wished ? { wish: wished } : {}),
      ...(toSet ? { set: toSet } : {}),
    };
  }
}
