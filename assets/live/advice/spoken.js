// What is said where a run is stuck: the newest advice for the epoch that is painted, unless the
// visitor has dismissed it. No drawing here.

/** @import { Advice } from "../types.d.ts" */

import { Waiting } from "../waiting.js";

const KEEP = 50; // advice that waits for its epoch, or is come back to

export class Spoken {
  constructor() {
    /** @type {Waiting<Advice>} */
    this.waiting = new Waiting(KEEP);
    /** @type {Set<string>} Names of findings of which nothing more is to be said in this run. */
    this.dismissed = new Set();
    /** @type {Advice | null} */
    this.now = null;
    this.announced = ""; // the finding that was told to a screen reader last
  }

  /** Another run. */
  begin() {
    this.dismissed.clear();
    this.announced = "";
    this.forget();
  }

  /** What had been sent for later epochs is no more, nor does what it said before hold. */
  forget() {
    this.waiting.clear();
    this.now = null;
  }

  /** @param {Advice} advice */
  receive(advice) {
    this.waiting.add(advice);
  }

  /**
   * Return what is to be said at an epoch; null for nothing.
   *
   * @param {number} epoch
   */
  at(epoch) {
    const advice = this.waiting.at(epoch, false);
    const found = advice?.line ? [advice, ...advice.others] : [];
    const [first, ...others] = found.filter(({ name }) => !this.dismissed.has(name));
    this.now = first ? { epoch, ...first, others } : null;
    return this.now;
  }

  /** Say no more of what is said now, nor of what stands behind it. */
  dismiss() {
    const { now } = this;
    if (now) for (const { name } of [now, ...now.others]) this.dismissed.add(name);
    this.now = null;
  }

  /** Return what a screen reader is to say, once for each finding; empty for nothing. */
  announcement() {
    const { now, announced } = this;
    if (!now || now.name === announced) return "";
    this.announced = now.name;
    return now.line;
  }
}
