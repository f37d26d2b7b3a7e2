// When the next frame is due while a run plays: as many a second as the server's pace says.

export class FrameClock {
  /**
   * @param {object} does
   * @param {() => boolean} does.isRunning
   * @param {() => number} does.pace  frames a second
   * @param {() => void} does.onTick  an animation frame has come
   * @param {(now: number) => boolean} does.onDue  a frame is due; returns whether one was there
   */
  constructor({ isRunning, pace, onTick, onDue }) {
    this.isRunning = isRunning;
    this.pace = pace;
    this.onTick = onTick;
    this.onDue = onDue;
    this.painted = 0; // when a frame was
    this.isAwaited = false; // whether an animation frame is awaited
    this.tick = this.tick.bind(this);
  }

  /** The first frame is due at once. */
  start() {
    this.painted = 0;
    this.await();
  }

  await() {
    if (!this.isAwaited) requestAnimationFrame(this.tick);
    this.isAwaited = true;
  }

  /** @param {number} now  in milliseconds, as the browser counts animation frames */
  tick(now) {
    this.isAwaited = false;
    if (!this.isRunning()) return;
    this.await();
    this.onTick();
    // An animation frame that comes a little early is the one that was meant.
    if (now - this.painted < 1000 / this.pace() - 4) return;
    if (this.onDue(now)) this.painted = now;
  }
}
