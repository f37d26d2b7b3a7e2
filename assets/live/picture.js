// What a run looks like: its scenes and frames, on the panels and in the row of buttons above them,
// and what is said of it.

/** @import { Command, Frame, Header, Scene } from "./types.d.ts" */
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
import { sentPoints } from "./sent_points.js";

export class Picture {
  /**
   * @param {Player} player
   * @param {(isPending: boolean) => void} onPending  called when something begins to be left out of
   *   a picture at rest, and when it has been drawn
   */
  constructor(player, onPending) {
    this.player = player;
    this.onPending = onPending;
    this.painted = 0;
    this.played = false; // whether it played when its state was last told
    this.isPending = false;
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
    if (header.scenes && !isFresh) this.updateScenes(header.scenes);
    // A run that was opened at a later epoch gets the curve of what came before when it is there.
    if (header.scenes && !isFresh) player.frames.recall(sentPoints(header.scenes));
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
    const sent = scenes ? sentPoints(scenes) : [];
    return sent.length ? sent : this.pastRuns.known(aim);
  }

  /** @param {Scene[]} scenes */
  setScenes(scenes) {
    this.scenes = scenes;
    this.transport.setUp(...readoutsOf(scenes[0]));
    this.panels.setScenes(scenes);
  }

  /**
   * Take newer descriptions of the same runs: axes, the marks of changes, and what is said of lanes
   * beside each other may be new.
   *
   * @param {Scene[]} scenes
   */
  updateScenes(scenes) {
    const [{ boundary }] = this.scenes;
    const now = scenes[0].boundary;
    const isMoved = now && JSON.stringify(now) !== JSON.stringify(boundary);
    for (const [i, own] of scenes.entries()) {
      const { cost, accuracy, boundary, settings, changes, lane, study } = own;
      const newer = { cost, accuracy, boundary, settings, changes, lane, study };
      Object.assign(this.scenes[i], newer);
    }
    this.panels.updateScenes(Boolean(isMoved));
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.painted += 1;
    const isAll = !this.player.playing;
    // Canvases ask for their size, and the browser would lay out what was written just before.
    this.panels.paint(frame, isAll);
    this.transport.paint(frame, isAll);
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
    if (this.played && !player.playing) this.finishSoon();
    this.played = player.playing;
    if (!player.shown || player.playing) return;
    transport.paint(player.shown);
    if (!this.isPending) panels.paint(player.shown, true);
  }

  /**
   * Draw what was left out for speed while the run played, once it can be seen that it rests: with
   * it, that would be seen later.
   */
  finishSoon() {
    if (this.isPending) return;
    this.isPending = true;
    this.onPending(true);
    const finish = () => {
      this.isPending = false;
      const { player, panels } = this;
      if (player.shown && !player.playing) panels.paint(player.shown, true);
      this.onPending(false);
    };
    requestAnimationFrame(() => setTimeout(finish));
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
      this.region.tell({
        status,
        epoch: this.transport.count(epoch),
        unit: this.transport.unit,
        seen,
        reason,
      });
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
