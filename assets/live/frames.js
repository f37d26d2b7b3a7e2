// The frames that the browser has, in the order of their epochs, and not too many of them.

/** @import { Frame, Point } from "./types.d.ts" */

const MOST = 1500;

export class Frames {
  constructor() {
    /** @type {Frame[]} */
    this.list = [];
    /** @type {Point[]} Numbers of epochs of which no frame is there, for the curves. */
    this.past = [];
  }

  /** The last epoch that there is; 0 without any. */
  get last() {
    return this.list.length ? this.list[this.list.length - 1].epoch : 0;
  }

  /** @returns {Point[]} What the curves are drawn from. */
  get points() {
    if (!this.past.length) return this.list;
    const frames = new Set(this.list.map(({ epoch }) => epoch));
    const past = this.past.filter(({ epoch }) => epoch < this.last && !frames.has(epoch));
    return [...past, ...this.list].sort((a, b) => a.epoch - b.epoch);
  }

  /**
   * Begin anew, with the numbers of what was shown before.
   *
   * @param {Point[]} past
   */
  clear(past) {
    this.list = [];
    this.past = past;
  }

  /**
   * Take the numbers of epochs of which no frame is there, if they are no fewer than there were: of
   * some lanes only the first may have been known.
   *
   * @param {Point[]} past
   */
  recall(past) {
    if (past.length >= this.past.length) this.past = past;
  }

  /** @param {Frame[]} frames  in any order; one of an epoch that is there takes its place */
  add(frames) {
    for (const frame of frames) {
      const i = this.after(frame.epoch);
      if (i > 0 && this.list[i - 1].epoch === frame.epoch) this.list[i - 1] = frame;
      else this.list.splice(i, 0, frame);
    }
    if (this.list.length > MOST) {
      // Thin the older half; the server can make any of them again.
      const half = this.list.length / 2;
      this.list = this.list.filter((_, i) => i === 0 || i > half || i % 2 === 0);
    }
  }

  /**
   * Drop those of `epoch` and later ones.
   *
   * @param {number} epoch
   */
  cut(epoch) {
    this.list = this.list.filter((frame) => frame.epoch < epoch);
    this.past = this.past.filter((point) => point.epoch < epoch);
  }

  /**
   * Return the index of the first frame later than `epoch`.
   *
   * @param {number} epoch
   */
  after(epoch) {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle].epoch <= epoch) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Return the newest frame that is not later than `epoch`, else the first; none where there is none.
   *
   * @param {number} epoch
   * @returns {Frame | undefined}
   */
  at(epoch) {
    return this.list[Math.max(0, this.after(epoch) - 1)];
  }
}
