// One page of the teacher's, as followers see it: the panels of its stage, and nothing to press.

/** @import { Command, Host } from "../live/types.d.ts" */
/** @import { ShownHeader } from "./types.d.ts" */

import { Picture } from "../live/picture.js";
import { el } from "../shared/dom.js";
import { themeChanges } from "../shared/theme.js";
import { FollowPlayer } from "./follow_player.js";

/** Panels that ask for something, which a follower cannot. */
const ASKING = ["lane_buttons", "advice", "goal"];

export class ShownPage {
  /** @param {ShownHeader} header */
  constructor({ panels }) {
    this.names = panels.filter((name) => !ASKING.includes(name));
    this.player = new FollowPlayer({
      poke: () => {},
      onFrame: (frame) => this.paint(frame),
      onState: () => this.state(),
    });
    this.picture = new Picture(this.player, () => {});
    this.root = el(
      "div",
      { class: "gn-stage gn-following", "data-testid": "followed" },
      ...this.picture.panels.nodes,
      this.picture.region.root,
    );
    this.isThemeNew = themeChanges(this.root);
    new ResizeObserver(() => {
      if (this.root.clientWidth) this.picture.resize();
    }).observe(this.root);
  }

  /** Load its panels. */
  load() {
    const { picture, player } = this;
    /** @type {Host} */
    const host = {
      player,
      pastRuns: picture.pastRuns,
      wish() {},
      set() {},
      arrange() {},
      say: (sentence) => picture.region.announce(sentence),
      tell: (interest) => picture.panels.tell(interest),
    };
    return picture.panels.load(this.names, host);
  }

  /**
   * @param {Uint8Array} data
   * @param {Command} command
   */
  receive(data, command) {
    this.picture.receive(data, command);
  }

  /** @param {import("../live/types.d.ts").Frame} frame */
  paint(frame) {
    this.picture.paint(frame);
    Object.assign(this.root.dataset, {
      epoch: frame.epoch,
      cost: frame.numbers.J,
      frames: this.picture.painted,
    });
  }

  state() {
    this.root.dataset.status = this.player.status;
    this.picture.state(false);
  }

  /** The page has been drawn again, in other colors maybe. */
  redraw() {
    if (!this.isThemeNew()) return;
    this.picture.resize();
    this.picture.draw();
  }
}
