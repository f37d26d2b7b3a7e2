// Which epoch is shown when, and what the server is to be asked for next. No drawing here.
//
// The player is at rest at an epoch, its target, or it plays. While it plays it asks for more frames
// as soon as few are left. What it asks is made from its state at the moment of asking (`next`), so
// whatever happened while an answer was on its way is in the next question.

/** @import { Command, Frame, PlayerHeader, Point, Wishes } from "./types.d.ts" */

import { Frames } from "./frames.js";
import { SeenRate } from "./seen_rate.js";

const LOW = 9; // ask for more when fewer frames than this are left
const BATCH = 10;
const REPORT_MS = 500; // how often the server hears where a run is that plays on known frames

/** @type {PlayerHeader} What is known before the first answer. */
const UNKNOWN = {
  scene: "",
  branch: 0,
  view: "",
  revision: -1,
  cut: null,
  epochs: 0,
  pace: 1,
  shared: false,
  shown: 0,
  aim: 0,
  jumps: 0,
  slow: 0,
  plays: 0,
  playing: false,
  unfinished: false,
  wait: 0,
  lanes: [],
};

export class Player {
  /**
   * @param {object} does
   * @param {() => void} does.poke  there may be something to ask
   * @param {(frame: Frame) => void} does.onFrame  called for each frame to paint
   * @param {() => void} does.onState  called when status, epochs or messages may have changed
   */
  constructor({ poke, onFrame, onState }) {
    this.poke = poke;
    this.onFrame = onFrame;
    this.onState = onState;
    this.frames = new Frames();
    this.seen = new SeenRate();
    /** @type {Frame | null} The frame that is painted. */
    this.shown = null;
    this.target = 0; // the epoch the user has asked for
    this.playing = false;
    this.started = false;
    this.replays = false;
    this.painted = 0;
    this.header = UNKNOWN;
    this.number = 0; // of the newest question
    this.asked = 0; // when that was
    this.restsUntil = 0; // when the run, which had more than its share of the server, may have more
    this.intent = 0; // counts what the visitor has done but stepping
    this.askedFor = 0; // what it was when the newest question was asked
    this.isTicking = false; // whether an animation frame is awaited
    this.mustReset = false;
    this.mustAsk = true; // whether there may be news of the server's
    this.expectsNews = false; // whether there will be some any moment
    /** @type {Wishes | null} What the server has not heard yet. */
    this.wished = null;
    /** @type {Record<string, unknown> | null} */
    this.toSet = null;
    this.tick = this.tick.bind(this);
  }

  /** @returns {"idle" | "playing" | "paused" | "finished" | "diverged"} */
  get status() {
    if (this.playing) return "playing";
    if (!this.shown || (!this.started && this.shown.epoch === 0)) return "idle";
    if (this.atEnd()) return this.lane.status === "diverged" ? "diverged" : "finished";
    return "paused";
  }

  /** How the run of the first lane is doing. */
  get lane() {
    return this.header.lanes[0] ?? { rate: 0, status: "", message: "", last_epoch: null };
  }

  /** The last epoch there is to see: where the last lane ended, or where it is meant to. */
  get end() {
    const { lanes, epochs } = this.header;
    const ends = lanes.map(({ last_epoch: last }) => (last === null ? epochs : last));
    return ends.length ? Math.min(epochs, Math.max(...ends)) : epochs;
  }

  /** The last epoch the browser has. */
  get known() {
    return this.frames.last;
  }

  /** Epochs a second, as they are painted. */
  get rate() {
    return this.seen.value;
  }

  /** @returns {Point[]} What the curves are drawn from. */
  get points() {
    return this.frames.points;
  }

  /** The epoch that is painted. */
  get epoch() {
    return this.shown?.epoch ?? 0;
  }

  atEnd() {
    return this.shown !== null && this.shown.epoch >= this.end;
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

  /** Something was touched that may change the run: what comes of it is waited for. */
  expectNews() {
    if (!this.playing) return;
    this.mustAsk = true;
    this.expectsNews = true;
    this.poke();
  }

  /** @returns {Command | null} What is to be asked now. */
  next() {
    if (!this.header.scene) return this.mustAsk ? this.command("show", this.target) : null;
    if (this.mustReset) return this.command("reset", 0);
    const isDue = this.mustAsk || this.wished !== null || this.toSet !== null;
    const now = performance.now();
    // What the visitor has done is said at once; for more of the run there may be a wait.
    const isFree = now >= this.restsUntil || this.intent !== this.askedFor;
    if (!this.playing) {
      const { playing, shown, unfinished } = this.header;
      const isThere = !playing && shown === this.target && !unfinished;
      return isDue || (isFree && !isThere) ? this.command("show", this.target) : null;
    }
    const left = this.frames.list.length - this.frames.after(this.epoch);
    if (isFree && left < LOW && this.known < this.end)
      return this.command("more", this.known, BATCH);
    const isLate = isFree && now - this.asked > REPORT_MS;
    return isDue || isLate || !this.header.playing ? this.command("more", this.known) : null;
  }

  /**
   * @param {Command["name"]} name
   * @param {number} epoch
   * @param {number} [n]
   * @returns {Command}
   */
  command(name, epoch, n = 0) {
    const { scene, branch, jumps, view, slow, revision } = this.header;
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
      shown: this.epoch,
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

  /**
   * Take in an answer.
   *
   * @param {PlayerHeader} header
   * @param {Frame[]} frames
   * @param {Command} command  that it answers
   * @param {Point[]} [past]  numbers of what was shown before, where the scene is another
   */
  receive(header, frames, command, past = []) {
    const before = this.header;
    this.header = header;
    this.restsUntil = performance.now() + header.wait;
    if (header.wait) setTimeout(this.poke, header.wait);
    if (header.scene !== before.scene) {
      this.begin(header, frames, past);
      // A Play that the run before had not heard of is meant for this one.
      this.playing = this.playing && !before.playing && !this.atEnd();
      this.seen.begin();
      if (this.playing) this.started = true;
    } else {
      this.store(header.cut, frames);
      if (header.jumps !== before.jumps) this.rest(header.shown);
      else if (this.playing && this.epoch > this.end) this.rest(this.end);
      else if (!this.playing && (this.askedFor === this.intent || header.shown === this.target))
        this.settle(header, command);
    }
    if (header.plays !== before.plays) this.play();
    this.onState();
  }

  /**
   * Another run.
   *
   * @param {PlayerHeader} header
   * @param {Frame[]} frames
   * @param {Point[]} past
   */
  begin(header, frames, past) {
    this.frames.clear(past);
    this.frames.add(frames);
    this.shown = null;
    this.target = header.aim; // which may take the server longer to come to
    this.started = header.aim > 0;
    this.show(this.frames.at(header.shown));
  }

  /**
   * More of the same run.
   *
   * @param {number | null} cut  where it was forked: what came after that is no more
   * @param {Frame[]} frames
   */
  store(cut, frames) {
    if (cut !== null) this.frames.cut(cut);
    this.frames.add(frames);
    if (cut !== null && this.playing && this.epoch > cut) this.show(this.frames.at(cut));
  }

  /**
   * At rest: show what was asked for, or what there is in place of it.
   *
   * @param {PlayerHeader} header
   * @param {Command} command
   */
  settle({ shown, aim, unfinished }, { name, epoch }) {
    if (name === "more") return;
    // Where it takes the server longer to get there, `next` asks again.
    if (name === "show" && epoch === this.target) this.target = aim;
    const frame = this.frames.at(shown);
    // An answer for which there was not the time may lack the very frame that a fork has taken away.
    if (shown === aim && (!unfinished || frame?.epoch === shown)) this.show(frame);
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

  /** @param {Frame | undefined} frame */
  show(frame) {
    if (!frame || frame === this.shown) return;
    this.shown = frame;
    this.onFrame(frame);
  }

  /** Play on; at the end, all that is known from the first epoch on: nothing is trained anew. */
  play() {
    if (!this.shown || this.playing) return;
    if (this.atEnd()) {
      const [first] = this.frames.list;
      if (!first || first.epoch >= this.epoch) return;
      this.show(first);
    }
    this.intent += 1;
    this.seen.begin();
    this.playing = this.started = true;
    this.painted = 0;
    this.onState();
    this.awaitTick();
    this.poke();
  }

  awaitTick() {
    if (!this.isTicking) requestAnimationFrame(this.tick);
    this.isTicking = true;
  }

  stop() {
    if (this.playing) this.intent += 1;
    this.playing = false;
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
    this.intent += 1;
    this.target = Math.max(0, Math.min(epoch, this.known));
    this.show(this.frames.at(this.target));
    if (played) this.onState();
  }

  /** Go back to the initial weights, and forget the run. */
  reset() {
    this.stop();
    this.intent += 1;
    this.mustReset = true;
    this.onState();
    this.poke();
  }

  /**
   * Go back to the initial weights, forget the run, and begin again with other settings.
   *
   * @param {Record<string, unknown>} set
   */
  restart(set) {
    this.toSet = { ...this.toSet, ...set };
    this.reset();
  }

  step() {
    if (this.playing) this.pause();
    if (this.target >= this.end) return;
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
    this.wished = wish;
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
    this.toSet = { ...this.toSet, ...set };
    this.wish(wish, false);
  }

  /** @param {number} now  in milliseconds, as the browser counts animation frames */
  tick(now) {
    this.isTicking = false;
    if (!this.playing) return;
    this.awaitTick();
    this.poke();
    // An animation frame that comes a little early is the one that was meant.
    if (now - this.painted < 1000 / this.header.pace - 4) return;
    const { list } = this.frames;
    const i = this.frames.after(this.epoch);
    if (i < list.length) {
      this.painted = now;
      this.show(list[i]);
      this.seen.note(this.epoch, now);
    }
    if (this.atEnd()) {
      this.stop();
      this.target = this.epoch;
      this.onState();
      this.poke();
    }
  }
}
