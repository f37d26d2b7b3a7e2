// A clock that a test moves on: animation frames, timers and the time of day.

/** @typedef {{ after: (undo: () => void) => void }} Place  what uses the clock, until it ends */

const FRAME_MS = 1000 / 60;

export class Clock {
  /** @param {Place} t  a test: the clock is its own, and goes with it */
  constructor(t) {
    this.now = 1000;
    this.nextFrame = this.now + FRAME_MS;
    /** @type {FrameRequestCallback[]} */
    this.callbacks = [];
    this.timers = new Timers();
    const { setTimeout, clearTimeout } = globalThis;
    Object.assign(globalThis, {
      setTimeout: this.timers.set.bind(this.timers),
      clearTimeout: this.timers.clear.bind(this.timers),
      requestAnimationFrame: (/** @type {FrameRequestCallback} */ callback) =>
        this.callbacks.push(callback),
    });
    performance.now = () => this.now; // in place of the one that it inherits
    t.after(() => {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      Reflect.deleteProperty(globalThis, "requestAnimationFrame");
      Reflect.deleteProperty(performance, "now");
    });
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

/** Node's own for tests keep a record of every call, which takes longer than what is tested. */
class Timers {
  constructor() {
    this.now = 0;
    this.made = 0;
    /** @type {Map<number, { due: number, action: () => void }>} In the order they were set. */
    this.waiting = new Map();
  }

  /**
   * @param {() => void} action
   * @param {number} [ms]
   */
  set(action, ms = 0) {
    this.made += 1;
    this.waiting.set(this.made, { due: this.now + Math.max(1, ms), action });
    return this.made;
  }

  /** @param {number} [timer] */
  clear(timer = 0) {
    this.waiting.delete(timer);
  }

  /** @param {number} ms */
  tick(ms) {
    this.now += ms;
    for (let next = this.first(); next && next.due <= this.now; next = this.first()) {
      this.waiting.delete(next.timer);
      next.action();
    }
  }

  /** Of those due at the same time, the one that was set first. */
  first() {
    /** @type {{ timer: number, due: number, action: () => void } | null} */
    let first = null;
    for (const [timer, one] of this.waiting)
      if (!first || one.due < first.due) first = { timer, ...one };
    return first;
  }
}
