// A server of the live view as a player sees it: commands in, messages out, when the test says so.

/** @import { TestContext } from "node:test" */
/** @import { Command, PlayerHeader } from "../../../assets/live/types.d.ts" */

import { Player } from "../../../assets/live/player.js";
import { Clock } from "../clock.js";

/** @param {number} epoch */
export const frameOf = (epoch) => ({ epoch, numbers: { epoch, J: 1 / (1 + epoch) } });

export class Server {
  /**
   * @param {TestContext} t
   * @param {Partial<PlayerHeader>} [header]
   */
  constructor(t, header = {}) {
    this.clock = new Clock(t);
    /** @type {PlayerHeader} */
    this.header = {
      branch: 0,
      cut: 0,
      epochs: 1000,
      last_epoch: null,
      pace: 30,
      shared: false,
      rate: 5000,
      shown: 0,
      jumps: 0,
      answers: 0,
      play: false,
      playing: false,
      status: "running",
      message: "",
      ...header,
    };
    /** @type {Command[]} What was sent. */
    this.heard = [];
    /** @type {number[]} Epochs that were painted. */
    this.painted = [];
    /** @type {string[]} */
    this.states = [];
    /** @type {Player} */
    this.player = new Player({
      send: (command) => this.heard.push(command),
      onFrame: ({ epoch }) => this.painted.push(epoch),
      onState: () => this.states.push(this.player.status),
    });
  }

  /** @returns {Command} The newest command. */
  get last() {
    return this.heard[this.heard.length - 1];
  }

  /**
   * Send a message with frames of some epochs.
   *
   * @param {number[]} epochs
   * @param {Partial<PlayerHeader>} [header]
   * @param {boolean} [fresh]
   */
  send(epochs, header = {}, fresh = false) {
    Object.assign(this.header, header);
    this.player.receive({ ...this.header }, epochs.map(frameOf), fresh);
  }

  /** Send the first message of a scene. */
  open() {
    this.send([this.header.shown], {}, true);
    return this;
  }

  /**
   * Answer the newest command as app/live/live.py does: with frames from the epoch that it names
   * on, or with the epoch that is to be shown.
   *
   * @param {number} [speed]  epochs a frame
   */
  answer(speed = 10) {
    const { name, epoch, n, number } = this.last;
    const answers = { answers: number };
    if (name === "more") {
      const epochs = Array.from({ length: n }, (_, i) => epoch + (i + 1) * speed);
      const there = epochs.filter((one) => one <= this.header.epochs);
      this.send(there, { ...answers, playing: true });
    } else if (name === "play") this.send([], { ...answers, playing: true });
    else {
      const by = { step: 1, back: -1 }[/** @type {string} */ (name)] ?? 0;
      const shown = name === "reset" ? 0 : epoch + by;
      this.send([shown], { ...answers, shown, playing: false });
    }
  }

  /**
   * Let time pass, and answer every question for frames at once.
   *
   * @param {number} ms
   * @param {number} [speed]
   */
  pass(ms, speed = 10) {
    for (let left = ms; left > 0; left -= 10) {
      const { length } = this.heard;
      this.clock.pass(Math.min(10, left));
      if (this.heard.length > length) this.answer(speed);
    }
  }
}
