// Which picture of a path is shown when. All of it is here: nobody is asked. No drawing.

export class Walker {
  /**
   * @param onFrame  {i, epoch} -> void: called for each picture to paint
   * @param onState  () -> void: called when playing began or ended
   */
  constructor({ onFrame, onState }) {
    Object.assign(this, { onFrame, onState });
    this.steps = [0];
    this.replays = true; // Play at the end begins again
    this.playing = false;
    this.started = false;
    this.shown = null;
    this.tick = this.tick.bind(this);
  }

  /** Take another path, and show its first picture or its last. */
  take(steps, speed, last = false) {
    this.stop();
    this.steps = steps;
    this.interval = 1000 / speed;
    this.started = false;
    this.show(last ? steps.length - 1 : 0);
    this.onState();
  }

  get status() {
    if (this.playing) return "playing";
    if (this.atEnd()) return "finished";
    return this.started ? "paused" : "idle";
  }

  /** What the transport asks for: as a run has it, with the number of the step for the epoch. */
  get header() {
    return { rate: 0 };
  }

  get end() {
    return this.steps[this.steps.length - 1];
  }

  get known() {
    return this.end;
  }

  get target() {
    return this.shown?.epoch ?? 0;
  }

  atEnd() {
    return this.shown !== null && this.shown.i === this.steps.length - 1;
  }

  show(i) {
    this.shown = { i, epoch: this.steps[i] };
    this.onFrame(this.shown);
  }

  play() {
    if (this.playing) return;
    if (this.atEnd()) this.show(0); // from the start again
    this.playing = this.started = true;
    this.next = 0;
    this.onState();
    requestAnimationFrame(this.tick);
  }

  stop() {
    this.playing = false;
  }

  pause() {
    this.stop();
    this.onState();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  step() {
    this.move(1);
  }

  back() {
    this.move(-1);
  }

  move(by) {
    this.stop();
    this.started = true;
    this.show(Math.max(0, Math.min(this.steps.length - 1, this.shown.i + by)));
    this.onState();
  }

  /** Show the picture nearest to a step. */
  scrub(step) {
    this.stop();
    this.started = true;
    const i = this.steps.findIndex((one) => one >= step);
    this.show(i < 0 ? this.steps.length - 1 : i);
    this.onState();
  }

  go(step) {
    this.scrub(step);
  }

  tick(now) {
    if (!this.playing) return;
    requestAnimationFrame(this.tick);
    if (!this.next) this.next = now + this.interval;
    if (now < this.next) return;
    // A browser that is late leaves pictures out, so that the pace is kept.
    const due = 1 + Math.floor((now - this.next) / this.interval);
    this.next += due * this.interval;
    this.show(Math.min(this.steps.length - 1, this.shown.i + due));
    if (!this.atEnd()) return;
    this.stop();
    this.onState();
  }
}
