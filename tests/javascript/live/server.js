// A server of the live view as a stage sees it, the network to it, and a stage without pictures.

/** @import { Place } from "../clock.js" */
/** @import { Command, Frame, PlayerHeader } from "../../../assets/live/types.d.ts" */

import { Channel } from "../../../assets/live/channel.js";
import { Player } from "../../../assets/live/player.js";
import { Clock } from "../clock.js";

/** @typedef {{ header: PlayerHeader, frames: MadeFrame[] }} Answer */
/** @typedef {Frame & { scene: string, branch: number }} MadeFrame  and the run that it is of */

/**
 * @param {number} epoch
 * @returns {Frame}
 */
export const frameOf = (epoch) => ({
  epoch,
  numbers: { epoch, J: 1 / (1 + epoch) },
  others: [],
});

/** Answers as app/live/answer.py does. */
export class Server {
  /** @param {{ epochs?: number, pace?: number, speed?: number, end?: number | null }} [run] */
  constructor({ epochs = 1000, pace = 30, speed = 10, end = null } = {}) {
    this.epochs = epochs;
    this.pace = pace;
    this.speed = speed;
    /** @type {number | null} Where the run ends by itself. */
    this.ends = end;
    this.status = "ready";
    this.scenes = 0;
    this.jumps = 0;
    this.plays = 0;
    this.number = 0;
    /** @type {Record<string, unknown>[]} */
    this.sets = [];
    /** @type {unknown} */
    this.wish = undefined;
    this.resets = 0;
    this.scene = "";
    /** @type {number[]} Epochs of its forks. */
    this.cuts = [];
    this.shown = 0;
    this.sent = 0;
    this.there = 0;
    this.last = 0; // the last epoch that was trained
    this.playing = false;
    this.held = false; // whether a lesson waits
    this.wait = 0; // milliseconds for which the run is to ask for no more
    this.dear = 0; // answers at rest that have no frame yet, as the way back to it takes long
    this.start();
  }

  start() {
    this.scenes += 1;
    this.scene = `scene ${this.scenes}`;
    this.cuts = [];
    this.shown = this.sent = this.there = this.last = 0;
    this.playing = false;
  }

  get branch() {
    return this.cuts.length;
  }

  get end() {
    return this.ends === null ? this.epochs : Math.min(this.ends, this.epochs);
  }

  /** A setting that acts on the running network was changed. */
  fork() {
    const epoch = this.playing ? Math.min(this.sent, this.there) : this.shown;
    this.cuts.push(epoch);
    this.sent = epoch;
    this.last = Math.min(this.last, epoch);
  }

  /** The page goes to the start. */
  jump() {
    this.playing = false;
    this.shown = 0;
    this.jumps += 1;
  }

  /**
   * @param {Command} command
   * @returns {Answer}
   */
  answer(command) {
    const isNew = command.number > this.number;
    const isCurrent = command.number >= this.number && command.scene === this.scene;
    this.number = Math.max(this.number, command.number);
    if (isNew && command.wish) this.wish = command.wish;
    if (this.held && this.playing) {
      this.playing = false;
      this.shown = Math.min(command.shown, this.sent);
    }
    let aim = this.shown;
    if (isCurrent) {
      this.there = Math.min(command.shown, this.sent);
      if (isNew && command.set) {
        this.sets.push(command.set);
        this.fork();
      }
      aim = this.obey(command, isNew);
    }
    const unfinished = !this.playing && this.dear > 0;
    if (unfinished) this.dear -= 1;
    const rest = unfinished ? [] : [this.shown];
    const frames = this.playing ? this.more(command) : rest;
    for (const epoch of frames) this.sent = Math.max(this.sent, epoch);
    this.last = Math.max(this.last, ...frames);
    const { scene, branch } = this;
    return {
      header: { ...this.header(aim, this.cutSince(command.branch)), unfinished },
      frames: frames.map((epoch) => ({ ...frameOf(epoch), scene, branch })),
    };
  }

  /**
   * @param {Command} command
   * @param {boolean} isNew
   */
  obey({ name, epoch, jumps }, isNew) {
    if (name !== "reset" && jumps !== this.jumps) return this.shown;
    if (name === "more" && !this.held) this.playing = true;
    if (name === "show") {
      this.playing = false;
      this.shown = Math.min(epoch, this.held ? this.shown : this.end);
      return this.shown;
    }
    if (name === "reset" && isNew) {
      this.resets += 1;
      this.start();
    }
    return this.shown;
  }

  /**
   * Return the earliest epoch of the forks since then.
   *
   * @param {number} branch
   */
  cutSince(branch) {
    const cuts = this.cuts.slice(branch);
    return cuts.length ? Math.min(...cuts) : null;
  }

  /** @param {Command} command */
  more({ epoch, n, branch, scene }) {
    if (scene !== this.scene) return [this.shown];
    const cut = this.cutSince(branch);
    const isCut = cut !== null && epoch >= cut;
    const first = isCut ? cut : epoch + this.speed;
    const length = isCut ? Math.max(1, n) : n;
    const epochs = Array.from({ length }, (_, i) => Math.min(first + i * this.speed, this.end));
    const had = cut === null ? epoch : Math.min(epoch, cut - 1);
    return [...new Set(epochs)].filter((one) => one > had);
  }

  /**
   * @param {number} aim
   * @param {number | null} cut
   * @returns {PlayerHeader}
   */
  header(aim, cut) {
    const hasEnded = this.ends !== null && this.last >= this.end;
    return {
      scene: this.scene,
      branch: this.branch,
      view: `${this.scene} ${this.branch}`,
      revision: 0,
      cut,
      epochs: this.epochs,
      pace: this.pace,
      shared: false,
      shown: this.shown,
      aim,
      jumps: this.jumps,
      slow: 0,
      unfinished: false,
      wait: this.wait,
      plays: this.plays,
      playing: this.playing,
      held: this.held,
      lanes: [
        {
          rate: 5000,
          status: hasEnded ? this.status : "ready",
          message: "",
          last_epoch: hasEnded ? this.end : null,
        },
      ],
    };
  }
}

/**
 * What becomes of a question: it may be lost on its way, or its answer; it may come twice, the second
 * time late; and all of it takes time.
 *
 * @typedef {{ wait?: number, isLost?: boolean, isAnswerLost?: boolean, again?: number }} Fate
 */

export class Stage {
  /**
   * @param {Place} t
   * @param {Server} [server]
   */
  constructor(t, server = new Server()) {
    this.clock = new Clock(t);
    this.server = server;
    /** @type {() => Fate} */
    this.fate = () => ({ wait: 5 });
    /** @type {Command[]} What was sent. */
    this.asked = [];
    this.waiting = 0; // questions on their way
    this.gone = 0; // how often the run was not known
    /** @type {Frame[]} */
    this.painted = [];
    this.channel = new Channel({
      next: () => this.player.next(),
      receive: (answer, command) => {
        const { header, frames } = /** @type {Answer} */ (/** @type {unknown} */ (answer));
        this.player.receive(header, frames, command);
      },
      onTrouble: () => {},
      onGone: () => {
        this.gone += 1;
      },
    });
    /** @type {Player} */
    this.player = new Player({
      poke: () => this.channel.poke(),
      onFrame: (frame) => this.painted.push(frame),
      onState: () => {},
    });
  }

  /** Begin, and wait for the first answer. */
  async open() {
    this.channel.open((command, signal) => this.post(command, signal));
    await this.pass(50);
    return this;
  }

  /** The page was drawn anew. */
  mount() {
    this.player.refresh(this.server.number);
    this.channel.poke();
  }

  /**
   * @param {Command} command
   * @param {AbortSignal} signal
   * @returns {Promise<Uint8Array>}
   */
  post(command, signal) {
    this.asked.push(command);
    this.waiting += 1;
    const { wait = 0, isLost = false, isAnswerLost = false, again } = this.fate();
    const over = once(() => {
      this.waiting -= 1;
    });
    signal.addEventListener("abort", over);
    return new Promise((resolve, reject) => {
      if (again !== undefined) setTimeout(() => this.server.answer(command), wait + again);
      setTimeout(() => {
        const answer = isLost ? null : this.server.answer(command);
        setTimeout(() => {
          over();
          if (isLost || isAnswerLost || !answer) reject(new TypeError("network"));
          else resolve(/** @type {Uint8Array} */ (/** @type {unknown} */ (answer)));
        }, wait);
      }, wait);
    });
  }

  /** @returns {number[]} Epochs that were painted. */
  get epochs() {
    return this.painted.map(({ epoch }) => epoch);
  }

  /** @returns {Command} */
  get newest() {
    return this.asked[this.asked.length - 1];
  }

  /**
   * Let time pass, with the answers that come meanwhile.
   *
   * @param {number} ms
   * @param {number} [step]
   */
  async pass(ms, step = 10) {
    for (let left = ms; left > 0; left -= step) {
      this.clock.pass(Math.min(step, left));
      await settled();
    }
  }
}

/** Wait until everything that follows from what has happened has happened. */
async function settled() {
  for (let i = 0; i < 12; i += 1) await null;
}

/** @param {() => void} action */
function once(action) {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}
