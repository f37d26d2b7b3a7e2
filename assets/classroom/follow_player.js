// The player of one who follows: it plays and rests as the teacher's does, and nothing else moves it.

/** @import { Frame, PlayerHeader, Point } from "../live/types.d.ts" */

import { Player } from "../live/player.js";

/** Frames that may wait before some are left out: a tab that was hidden has fallen behind. */
const [MOST, KEPT] = [45, 8];

export class FollowPlayer extends Player {
  /** The visitor cannot play it. */
  get held() {
    return true;
  }

  /** It asks all the time, whatever it shows. */
  next() {
    return null;
  }

  /**
   * @param {PlayerHeader} header
   * @param {Frame[]} frames
   * @param {import("../live/types.d.ts").Command} command
   * @param {Point[]} [past]
   */
  receive(header, frames, command, past = []) {
    super.receive(header, frames, command, past);
    // What the teacher's does now counts, however it came to that.
    if (header.playing && !this.playing) this.play();
    if (!header.playing && this.playing) this.rest(header.shown);
    const { list } = this.frames;
    if (this.playing && list.length - this.frames.after(this.epoch) > MOST)
      this.show(list[list.length - KEPT]);
  }

  play() {
    if (!this.shown || this.playing || !this.header.playing) return;
    this.begin();
    this.onState();
    this.clock.start();
  }

  pause() {}
  toggle() {}
  step() {}
  back() {}
  reset() {}
  go() {}
  scrub() {}
  restart() {}
  wish() {}
  set() {}
}
