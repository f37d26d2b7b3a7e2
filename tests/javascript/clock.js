// A clock that a test moves on: animation frames, timers and the time of day.

/** @import { TestContext } from "node:test" */

const FRAME_MS = 1000 / 60;

export class Clock {
  /** @param {TestContext} t  the clock is the test's own, and goes with it */
  constructor(t) {
    this.now = 1000;
    this.nextFrame = this.now + FRAME_MS;
    /** @type {FrameRequestCallback[]} */
    this.callbacks = [];
    this.timers = t.mock.timers;
    this.timers.enable({ apis: ["setTimeout"] });
    t.mock.method(performance, "now", () => this.now);
    globalThis.requestAnimationFrame = (callback) => this.callbacks.push(callback);
    t.after(() => Reflect.deleteProperty(globalThis, "requestAnimationFrame"));
  }

  /**
   * Let some time pass, with an animation frame every 60th of a second.
   *
   * @param {number} ms
   */
  pass(ms) {
    const end = this.now + ms;
    while (this.nextFrame <= end) {
      this.stall(this.nextFrame - this.now);
      this.nextFrame += FRAME_MS;
      for (const callback of this.callbacks.splice(0)) callback(this.now);
    }
    this.stall(end - this.now);
  }

  /**
   * Let time pass without a single animation frame, as in a browser that is busy.
   *
   * @param {number} ms
   */
  stall(ms) {
    this.now += ms;
    this.nextFrame = Math.max(this.nextFrame, this.now);
    this.timers.tick(ms);
  }
}
