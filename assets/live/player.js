// The frames that the browser has, and which of them is shown when. No drawing here.
//
// While a run plays, the player asks for more frames as soon as few are left; everything else
// (pause, scrubbing back) happens on the frames it already has, and the server is told after.

/** @import { Command, Frame, PlayerHeader, Point, Wishes } from "./types.d.ts" */

const LOW = 9; // ask for more when fewer frames than this are left
const BATCH = 10;
const PATIENCE_MS = 1000; // ask again if nothing came, as after a lost connection
const REPORT_MS = 500; // how often the server hears where a run is that plays on known frames
const MAX_FRAMES = 1500;

/** @type {PlayerHeader} What is known before the first message. */
const UNKNOWN = {
  branch: 0,
  cut: 0,
  epochs: 0,
  last_epoch: null,
  pace: 1,
  shared: false,
  rate: 0,
  shown: 0,
  jumps: 0,
  answers: Number.POSITIVE_INFINITY,
  play: false,
  playing: false,
  status: "",
  message: "",
};

export class Player {
  /**
   * @param {object} does
   * @param {(command: Command) => void} does.send  tells the server
   * @param {(frame: Frame) => void} does.onFrame  called for each frame to paint
   * @param {() => void} does.onState  called when status, epochs or messages may have changed
   */
  constructor({ send, onFrame, onState }) {
    this.send = send;
    this.onFrame = onFrame;
    this.onState = onState;
    /** @type {Frame[]} */
    this.frames = [];
    /** @type {Point[]} Numbers of epochs before the first frame, for the curves. */
    this.past = [];
    /** @type {Frame | null} The frame that is painted. */
    this.shown = null;
    this.target = 0; // the epoch the user has asked for
    this.playing = false;
    this.started = false;
    this.replays = false;
    /** @type {number | null} When more frames were asked for. */
    this.asked = null;
    this.painted = 0;
    this.reported = 0;
    this.left = false;
    this.header = UNKNOWN;
    this.number = 0; // of the last command that was sent
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.tick = this.tick.bind(this);
  }

  /** @returns {"idle" | "playing" | "paused" | "finished" | "diverged"} */
  get status() {
    if (this.playing) return "playing";
    if (!this.shown || (!this.started && this.shown.epoch === 0)) return "idle";
    if (this.atEnd()) return this.header.status === "diverged" ? "diverged" : "finished";
    return "paused";
  }

  /** The last epoch there is to see: where the run ended, or where it is meant to. */
  get end() {
    const { last_epoch: last, epochs } = this.header;
    return last === null ? epochs : Math.min(last, epochs);
  }

  /** The last epoch the browser has. */
  get known() {
    return this.frames.length ? this.frames[this.frames.length - 1].epoch : 0;
  }

  get rate() {
    return this.header.rate;
  }

  /** @returns {Point[]} What the curves are drawn from. */
  get points() {
    const first = this.frames.length ? this.frames[0].epoch : 0;
    const past = this.past.filter(({ epoch }) => epoch < first);
    return past.length ? [...past, ...this.frames] : this.frames;
  }

  /** The epoch that is painted. */
  get epoch() {
    return this.shown?.epoch ?? 0;
  }

  atEnd() {
    return this.shown !== null && this.shown.epoch >= this.end;
  }

  /**
   * Take in a message about the scene that is on.
   *
   * @param {PlayerHeader} header
   * @param {Frame[]} frames
   * @param {boolean} fresh  whether it is another scene than before
   * @param {Point[]} [past]  of a fresh scene
   */
  receive(header, frames, fresh, past = []) {
    const before = this.header;
    this.header = header;
    this.asked = null;
    if (fresh) {
      this.frames = [];
      this.past = past;
      this.shown = null;
      this.started = header.shown > 0;
      this.stop();
    }
    const forked = !fresh && header.branch !== before.branch;
    if (forked) {
      this.frames = this.frames.filter(({ epoch }) => epoch < header.cut);
      this.past = this.past.filter(({ epoch }) => epoch < header.cut);
    }
    this.store(frames);
    if (forked && this.playing) this.show(this.at(header.cut));
    if (!fresh && header.jumps !== before.jumps) return this.go(header.shown);
    if (this.playing && this.epoch > this.end) return this.go(this.end);
    if (fresh && header.playing) {
      // The run was on when the page was drawn anew: it goes on.
      this.show(this.at(this.known));
      return this.play();
    }
    if (this.left && !fresh) {
      this.left = false;
      return this.go(this.epoch);
    }
    this.left = false;
    // An answer to an earlier command than the last one is no word on where to be.
    if (!this.playing && (fresh || header.answers >= this.number)) {
      this.target = header.shown;
      this.show(this.at(header.shown));
    }
    if (header.play) {
      this.play();
      if (!this.playing) this.command("show", this.target); // at its end: told, and heard
    }
    this.onState();
  }

  /** @param {Frame[]} frames */
  store(frames) {
    for (const frame of frames) {
      const i = this.indexAfter(frame.epoch);
      if (i > 0 && this.frames[i - 1].epoch === frame.epoch) this.frames[i - 1] = frame;
      else this.frames.splice(i, 0, frame);
    }
    if (this.frames.length > MAX_FRAMES) {
      // Thin the older half; the server can make any of them again.
      const half = this.frames.length / 2;
      this.frames = this.frames.filter((_, i) => i === 0 || i > half || i % 2 === 0);
    }
  }

  /**
   * Return the index of the first frame later than `epoch`.
   *
   * @param {number} epoch
   */
  indexAfter(epoch) {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.frames[middle].epoch <= epoch) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Return the newest frame that is not later than `epoch`, else the first.
   *
   * @param {number} epoch
   */
  at(epoch) {
    return this.frames[Math.max(0, this.indexAfter(epoch) - 1)];
  }

  /** @param {Frame | undefined} frame */
  show(frame) {
    if (!frame || frame === this.shown) return;
    this.shown = frame;
    this.onFrame(frame);
  }

  play() {
    if (!this.shown || this.playing || this.atEnd()) return;
    this.playing = this.started = true;
    this.painted = this.reported = 0;
    this.onState();
    requestAnimationFrame(this.tick);
  }

  stop() {
    this.playing = false;
    this.asked = null;
  }

  /** The page has been left: stop, and tell the server when it is back. */
  leave() {
    this.left = this.left || this.playing;
    this.stop();
  }

  /** Stop here and tell the server where that is. */
  pause() {
    this.stop();
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
    this.stop();
    this.scrub(epoch);
    this.command("show", this.target);
    this.onState();
  }

  /**
   * @param {Command["name"]} name
   * @param {number} epoch
   * @param {number} [n]
   * @param {Pick<Command, "wish" | "set">} [more]
   */
  command(name, epoch, n = 1, more = {}) {
    this.number += 1;
    this.say({ name, epoch, n, number: this.number, horizon: this.horizon, ...more });
  }

  /**
   * Send a command, and send it again until it is answered: one that comes right after another may
   * be lost on its way. All say where to go rather than how far, so twice is the same as once.
   *
   * @param {Command} command
   */
  say(command) {
    this.send(command);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (command.number === this.number && this.isWaiting && !this.left) this.say(command);
    }, PATIENCE_MS);
  }

  /** Whether the last command has not been answered. While a run plays, `tick` asks again. */
  get isWaiting() {
    return !this.playing && this.header !== null && this.header.answers < this.number;
  }

  /**
   * Tell the server what the visitor wants to look at.
   *
   * @param {Wishes} wish
   * @param {boolean} again  whether frames show it: those not painted yet are then asked for anew
   */
  wish(wish, again) {
    if (!this.shown) return;
    if (!this.playing) return this.command("show", this.target, 1, { wish });
    if (!again) return this.command("play", this.epoch, 1, { wish });
    this.frames.length = this.indexAfter(this.epoch);
    this.asked = performance.now();
    this.reported = this.asked;
    this.command("more", this.known, BATCH, { wish });
  }

  /**
   * Ask for settings to change from the epoch that is shown on, and for what is looked at.
   *
   * @param {Record<string, unknown>} set
   * @param {Wishes} wish
   */
  set(set, wish) {
    if (!this.shown) return;
    if (this.playing) this.command("play", this.epoch, 1, { set, wish });
    else this.command("show", this.target, 1, { set, wish });
  }

  /** The epoch that will be shown by the time the server has heard of this one. */
  get horizon() {
    if (!this.shown) return 0;
    const i = Math.min(this.indexAfter(this.epoch) + LOW, this.frames.length) - 1;
    return this.frames[i].epoch;
  }

  /**
   * Show the nearest frame there is, without a word to the server.
   *
   * @param {number} epoch
   */
  scrub(epoch) {
    const played = this.playing;
    this.stop();
    this.target = Math.max(0, Math.min(epoch, this.known));
    this.show(this.at(this.target));
    if (played) this.onState();
  }

  step() {
    if (this.playing) this.pause();
    if (this.target >= this.end) return;
    this.started = true;
    this.command("step", this.target);
    this.target += 1;
  }

  back() {
    if (this.playing) this.pause();
    if (this.target <= 0) return;
    this.command("back", this.target);
    this.target -= 1;
  }

  /** @param {number} now  in milliseconds, as the browser counts animation frames */
  tick(now) {
    if (!this.playing) return;
    requestAnimationFrame(this.tick);
    const i = this.indexAfter(this.epoch);
    const left = this.frames.length - i;
    if (left < LOW && this.known < this.end) this.ask(now);
    else if (now - this.reported > REPORT_MS) this.report(now);
    if (now - this.painted < 1000 / this.header.pace - 4) return;
    if (left > 0) {
      this.painted = now;
      this.show(this.frames[i]);
    }
    if (this.atEnd()) {
      this.stop();
      this.command("show", this.epoch);
      this.onState();
    }
  }

  /** @param {number} now */
  ask(now) {
    if (this.asked !== null && now - this.asked < PATIENCE_MS) return;
    this.asked = now;
    this.reported = now;
    this.command("more", this.known, BATCH);
  }

  /**
   * Tell the server where the run is, so that a setting acts here and not where it was.
   *
   * @param {number} now
   */
  report(now) {
    this.reported = now;
    this.command("play", this.epoch);
  }
}
