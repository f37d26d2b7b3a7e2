// Which picture of a path is shown when. All of it is here: nobody is asked. No drawing.

/** @import { Picture } from "./types.d.ts" */

export class PlaybackPlayer {
  /**
   * @param {object} does
   * @param {(picture: Picture) => void} does.onFrame  called for each picture to paint
   * @param {() => void} does.onState  called when playing began or ended
   */
  constructor({ onFrame, onState }) {
    this.onFrame = onFrame;
    this.onState = onState;
    this.steps = [0];
    this.interval = 1000; // milliseconds from one picture to the next
    this.next = 0; // when the next picture is due, once it plays
    this.replays = true; // Play at the end begins again
    this.playing = false;
    this.held = false; // whether it may not be played yet
    this.started = false;
    /** @type {Picture | null} */
    this.shown = null;
    this.tick = this.tick.bind(this);
  }

  /**
   * Take another path, and show its first picture or its last.
   *
   * @param {number[]} steps  the number of the step that each picture shows
   * @param {number} speed  frames per second
   * @param {boolean} [last]
   */
  take(steps, speed, last = false) {
    this.stop();
    this.steps = steps;
    this.interval = 1000 / speed;
    this.started = false;
    this.show(last ? steps.length - 1 : 0);
    this.onState();
  }

  /** @returns {"idle" | "playing" | "paused" | "finished"} */
  get status() {
    if (this.playing) return "playing";
    if (this.atEnd()) return "finished";
    return this.started ? "paused" : "idle";
  }

  /** What the transport asks of every player: a run has a rate, a path has none. */
  get rate() {
    return 0;
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

  /** Number of the picture that is shown. */
  get at() {
    return this.shown?.i ?? 0;
  }

  atEnd() {
    return this.shown !== null && this.shown.i === this.steps.length - 1;
  }

  /** @param {number} i */
  show(i) {
    this.shown = { i, epoch: this.steps[i] };
    this.onFrame(this.shown);
  }

  /** @param {boolean} isHeld  whether it may not be played from now on */
  hold(isHeld) {
    if (isHeld === this.held) return;
    this.held = isHeld;
    if (isHeld) this.stop();
    this.onState();
  }

  play() {
    if (this.playing || this.held) return;
    if (this.atEnd()) this.show(0); // from the start again
    this.playing = true;
    this.started = true;
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
    if (!this.held) this.move(1);
  }

  back() {
    this.move(-1);
  }

  /** @param {number} by */
  move(by) {
    this.stop();
    this.started = true;
    this.show(Math.max(0, Math.min(this.steps.length - 1, this.at + by)));
    this.onState();
  }

  /**
   * Show the first picture that is not before a step.
   *
   * @param {number} step
   */
  scrub(step) {
    this.stop();
    this.started = true;
    const i = this.steps.findIndex((one) => one >= step);
    const last = this.held ? this.at : this.steps.length - 1;
    this.show(i < 0 ? last : Math.min(i, last));
    this.onState();
  }

  /** @param {number} step */
  go(step) {
    this.scrub(step);
  }

  /** @param {number} now  in milliseconds, as the browser counts animation frames */
  tick(now) {
    if (!this.playing) return;
    requestAnimationFrame(this.tick);
    if (!this.next) this.next = now + this.interval;
    if (now < this.next) return;
    // A browser that is late leaves pictures out, so that the pace is kept.
    const due = 1 + Math.floor((now - this.next) / this.interval);
    this.next += due * this.interval;
    this.show(Math.min(this.steps.length - 1, this.at + due));
    if (!this.atEnd()) return;
    this.stop();
    this.onState();
  }
}
