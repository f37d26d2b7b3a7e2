// What is known of a run, and which epoch of it is shown. No drawing here.

/** @import { Frame, PlayerHeader, Point } from "./types.d.ts" */

import { Frames } from "./frames.js";
import { SeenRate } from "./seen_rate.js";

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
  held: false,
  unfinished: false,
  wait: 0,
  lanes: [],
};

export class ShownRun {
  /** @param {(frame: Frame) => void} onFrame  called for each frame to paint */
  constructor(onFrame) {
    this.onFrame = onFrame;
    this.frames = new Frames();
    this.seen = new SeenRate();
    /** @type {Frame | null} The frame that is painted. */
    this.shown = null;
    this.furthest = 0; // the latest epoch of this run that was painted
    this.target = 0; // the epoch the user has asked for
    this.playing = false;
    this.started = false;
    this.replays = false;
    /** @type {PlayerHeader} What the server said last. */
    this.header = UNKNOWN;
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

  /** Whether a lesson waits for something from the visitor: then nothing is played. */
  get held() {
    return this.header.held;
  }

  /** The last epoch the browser has. */
  get known() {
    return this.frames.last;
  }

  /** Epochs a second, as they are painted. */
  get rate() {
    return this.seen.value;
  }

  /** @returns {Point[]} What the curves are drawn from: what is still to be seen gives nothing away. */
  get points() {
    return this.frames.points.filter(({ epoch }) => epoch <= this.furthest);
  }

  /** The epoch that is painted. */
  get epoch() {
    return this.shown?.epoch ?? 0;
  }

  atEnd() {
    return this.shown !== null && this.shown.epoch >= this.end;
  }

  /** @param {Frame | undefined} frame */
  show(frame) {
    if (!frame || frame === this.shown) return;
    this.shown = frame;
    this.furthest = Math.max(this.furthest, frame.epoch);
    this.onFrame(frame);
  }

  /** It plays from now on. */
  begin() {
    this.seen.begin();
    this.playing = this.started = true;
  }

  stop() {
    this.playing = false;
  }

  /** Nothing is played from now on, until the server says otherwise. */
  hold() {
    this.header = { ...this.header, held: true };
  }
}
