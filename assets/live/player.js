// Which epoch is shown when. No drawing here.
//
// The player is at rest at an epoch, its target, or it plays, as frame_clock.js says. What the server
// is to be asked for next questions.js makes from its state; answers.js takes in what the server says.

/** @import { Command, Frame, PlayerHeader, Point, Wishes } from "./types.d.ts" */

import { takeIn } from "./answers.js";
import { FrameClock } from "./frame_clock.js";
import { Questions } from "./questions.js";
import { ShownRun } from "./shown_run.js";

export class Player extends ShownRun {
  /**
   * @param {object} does
   * @param {() => void} does.poke  there may be something to ask
   * @param {(frame: Frame) => void} does.onFrame  called for each frame to paint
   * @param {() => void} does.onState  called when status, epochs or messages may have changed
   */
  constructor({ poke, onFrame, onState }) {
    super(onFrame);
    this.poke = poke;
    this.onState = onState;
    this.questions = new Questions();
    this.clock = new FrameClock({
      isRunning: () => this.playing,
      pace: () => this.header.pace,
      onTick: () => this.poke(),
      onDue: (now) => this.advance(now),
    });
  }

  /**
   * There may be news of the server's: the page was drawn anew, or it is another run.
   *
   * @param {number} number  of the newest question that the run has answered
   * @param {Wishes} [wish]  what it has not heard
   */
  refresh(number, wish) {
    this.questions.refresh(number, wish);
  }

  /** Something was touched that may change the run: what comes of it is waited for. */
  expectNews() {
    if (!this.playing) return;
    this.questions.expectNews();
    this.poke();
  }

  /** @returns {Command | null} What is to be asked now. */
  next() {
    return this.questions.next(this);
  }

  /**
   * Take in an answer.
   *
   * @param {PlayerHeader} header
   * @param {Frame[]} frames
   * @param {Command} command  that it answers
   * @param {Point[]} [past]  numbers of what was shown before, where the scene is another
   */
  receive(header, frames, command, past = []) {
    const { plays } = this.header;
    this.questions.waitFor(header.wait);
    if (header.wait) setTimeout(this.poke, header.wait);
    takeIn(this, header, frames, command, past);
    if (header.held && this.playing) this.pause();
    if (header.plays !== plays) this.play();
    this.onState();
  }

  /**
   * The page says that the run is held. What else the server says is heard with its next answer.
   */
  hold() {
    super.hold();
    if (this.playing) this.pause();
    else this.onState();
  }

  /**
   * Rest at an epoch that the server has chosen.
   *
   * @param {number} epoch
   */
  rest(epoch) {
    this.stop();
    this.target = epoch;
    this.show(this.frames.at(epoch));
  }

  /** Play on; at the end, all that is known from the first epoch on: nothing is trained anew. */
  play() {
    if (!this.shown || this.playing || this.held) return;
    if (this.atEnd()) {
      const [first] = this.frames.list;
      if (!first || first.epoch >= this.epoch) return;
      this.show(first);
    }
    this.questions.intent += 1;
    this.begin();
    this.onState();
    this.clock.start();
    this.poke();
  }

  stop() {
    if (this.playing) this.questions.intent += 1;
    super.stop();
  }

  /** Stop here and tell the server where that is. */
  pause() {
    this.go(this.epoch);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /**
   * Show an epoch among those that have been computed, and tell the server.
   *
   * @param {number} epoch
   */
  go(epoch) {
    this.scrub(epoch);
    this.onState();
    this.poke();
  }

  /**
   * Show the nearest frame there is, without a word to the server.
   *
   * @param {number} epoch
   */
  scrub(epoch) {
    const played = this.playing;
    this.stop();
    this.questions.intent += 1;
    const last = this.held ? this.epoch : this.known;
    this.target = Math.max(0, Math.min(epoch, last));
    this.show(this.frames.at(this.target));
    if (played) this.onState();
  }

  /** Go back to the initial weights, and forget the run. */
  reset() {
    this.stop();
    this.questions.reset();
    this.onState();
    this.poke();
  }

  /**
   * Go back to the initial weights, forget the run, and begin again with other settings.
   *
   * @param {Record<string, unknown>} set
   */
  restart(set) {
    this.questions.set(set);
    this.reset();
  }

  step() {
    if (this.playing) this.pause();
    if (this.target >= this.end || this.held) return;
    this.started = true;
    this.target += 1;
    this.poke();
  }

  back() {
    if (this.playing) this.pause();
    if (this.target <= 0) return;
    this.target -= 1;
    this.poke();
  }

  /**
   * Tell the server what the visitor wants to look at.
   *
   * @param {Wishes} wish
   * @param {boolean} again  whether frames show it: those not painted yet are then asked for anew
   */
  wish(wish, again) {
    this.questions.wished = wish;
    if (again && this.playing) this.frames.cut(this.epoch + 1);
    this.poke();
  }

  /**
   * Ask for settings to change from the epoch that is shown on, and for what is looked at.
   *
   * @param {Record<string, unknown>} set
   * @param {Wishes} wish
   */
  set(set, wish) {
    this.questions.set(set);
    this.wish(wish, false);
  }

  /**
   * Show the next frame, if it is there; say whether it was.
   *
   * @param {number} now
   */
  advance(now) {
    const next = this.frames.list[this.frames.after(this.epoch)];
    if (next) {
      this.show(next);
      this.seen.note(this.epoch, now);
    }
    if (this.atEnd()) {
      this.stop();
      this.target = this.epoch;
      this.onState();
      this.poke();
    }
    return next !== undefined;
  }
}
