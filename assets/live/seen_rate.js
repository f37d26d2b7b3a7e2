// How many epochs a second are seen, from what was painted in the last second. No drawing here.

const WINDOW_MS = 1000;
const LEAST_MS = 200; // a shorter time says nothing

export class SeenRate {
  constructor() {
    /** @type {{ time: number, epoch: number }[]} */
    this.painted = [];
    /** Epochs a second; 0 until it is known. */
    this.value = 0;
  }

  /** A run begins to play: what was seen before is no measure for it. */
  begin() {
    this.painted = [];
  }

  /**
   * An epoch was painted.
   *
   * @param {number} epoch
   * @param {number} time  in milliseconds
   */
  note(epoch, time) {
    this.painted.push({ epoch, time });
    this.painted = this.painted.filter((one) => time - one.time <= WINDOW_MS);
    const [first] = this.painted;
    const passed = time - first.time;
    if (passed >= LEAST_MS) this.value = (1000 * (epoch - first.epoch)) / passed;
  }
}
