// What a run looks like: its scenes and frames, on the panels and in the row of buttons above them,
// and what is said of it.

/** @import { Command, Frame, Header, Point, Scene } from "./types.d.ts" */
/** @import { Player } from "./player.js" */

import { formatCost } from "../shared/format.js";
import { _ } from "../shared/language.js";
import { LiveRegion } from "../shared/live_region.js";
import { Transport } from "../shared/transport.js";
import { Notice, noticeOf } from "./notice.js";
import { Panels } from "./panels.js";
import { PastRuns } from "./past_runs.js";
import { readFrames, readMessage } from "./protocol.js";
import { readoutsOf } from "./readouts.js";

export class Picture {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.painted = 0;
    /** @type {Scene[]} Of the lanes. */
    this.scenes = [];
    this.header = { scene: "", branch: 0 };
    this.pastRuns = new PastRuns();
    /** @type {Transport<Frame>} */
    this.transport = new Transport(player, () => player.reset());
    this.notice = new Notice();
    this.region = new LiveRegion();
    this.panels = new Panels(this.transport.root, this.notice.root);
  }

  /**
   * Take in an answer; return its header.
   *
   * @param {Uint8Array} data
   * @param {Command} command
   */
  receive(data, command) {
    const [header, buffer] = readMessage(data);
    const isFresh = header.scene !== this.header.scene;
    if (isFresh || header.branch !== this.header.branch) this.panels.forget();
    this.header = header;
    const { player } = this;
    if (header.scenes) this.pastRuns.take(header.scenes[0], player.points, performance.now());
    if (header.scenes && isFresh) this.setScenes(header.scenes);
    if (header.scenes && !isFresh) this.updateScene(header.scenes[0]);
    // A run that was opened at a later epoch gets the curve of what came before when it is there.
    if (header.scenes && !isFresh) player.frames.recall(pastOf(header.scenes[0]));
    const frames = readFrames(buffer, header.n_frames, this.scenes);
    this.panels.receive(header.aside);
    player.receive(header, frames, command, this.pastOf(header)); // paints
    return header;
  }

  /**
   * Return the numbers of epochs of which no frame is there, where a message brings another scene:
   * those that the server has sent, or those of the same run from when it ran before.
   *
   * @param {Header} header
   */
  pastOf({ scenes, aim }) {
    const sent = scenes ? pastOf(scenes[0]) : [];
    return sent.length ? sent : this.pastRuns.known(aim);
  }

  /** @param {Scene[]} scenes */
  setScenes(scenes) {
    this.scenes = scenes;
    this.transport.setUp(...readoutsOf(scenes[0]));
    this.panels.setScene(scenes[0]);
  }

  /**
   * Take a newer description of the same run: its axes and the marks of changes may be new.
   *
   * @param {Scene} scene
   */
  updateScene({ cost, accuracy, boundary, settings, changes }) {
    const [scene] = this.scenes;
    const isMoved = boundary && JSON.stringify(boundary) !== JSON.stringify(scene.boundary);
    Object.assign(scene, { cost, accuracy, boundary, settings, changes });
    this.panels.updateScene(scene, Boolean(isMoved));
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.painted += 1;
    const isAll = !this.player.playing;
    this.transport.paint(frame, isAll);
    this.panels.paint(frame, isAll);
  }

  /**
   * The run plays, rests, or has ended.
   *
   * @param {boolean} isLost  whether the server does not answer
   */
  state(isLost) {
    const { player, panels, transport } = this;
    transport.state();
    this.sayWhatIs(player, isLost);
    if (!player.shown || player.playing) return;
    // What was left out for speed while the run played is drawn now.
    transport.paint(player.shown);
    panels.paint(player.shown, true);
  }

  /**
   * Say what the run has come to: beside the pictures, and to a screen reader.
   *
   * @param {Player} player
   * @param {boolean} isLost
   */
  sayWhatIs(player, isLost) {
    const { status, epoch, shown } = player;
    const text = noticeOf(player, isLost);
    this.notice.say(text, status !== "diverged");
    if (isLost) this.region.say("lost", text);
    else if (shown) {
      const seen = _("cost J {J}", { J: formatCost(shown.numbers.J) });
      const reason = player.playing ? "" : text;
      this.region.tell({ status, epoch, unit: this.transport.unit, seen, reason });
    }
  }

  /** Draw anew what takes its colors from the theme. */
  draw() {
    if (this.scenes.length) this.panels.draw();
  }

  resize() {
    if (this.scenes.length) this.panels.resize();
  }
}

/**
 * Return the numbers that a scene has of epochs that were shown; where lanes are compared, they are
 * counted by the tick of the clock that moves them.
 *
 * @param {Scene} scene
 * @returns {Point[]}
 */
export function pastOf({ past }) {
  return past.map((numbers) => ({ epoch: numbers.tick ?? numbers.epoch, numbers }));
}
