// What begins a comparison: another lane beside this run, or a branch from where it rests.

/** @import { Frame, Host, Scene } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";

needStyle("lane_buttons.css", import.meta.url);

export default class LaneButtons {
  /** @param {Host} host */
  constructor(host) {
    this.place = 0; // of the lane in front
    const ask = (/** @type {"add" | "branch"} */ does) =>
      host.arrange({ do: does, place: this.place, epoch: host.player.epoch });
    this.add = el(
      "button",
      {
        type: "button",
        title: _("Run the same beside this with one setting changed"),
        onclick: () => ask("add"),
      },
      _("Compare"),
    );
    this.branch = el("button", { type: "button", onclick: () => ask("branch") }, _("Branch here"));
    const group = { class: "gn-lane-buttons", role: "group", "aria-label": _("Compare runs") };
    this.parts = { under: el("div", group, this.add, this.branch) };
    this.rest(0, false);
  }

  /** @param {Scene} scene */
  setScene({ lane }) {
    this.place = lane?.place ?? 0;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all
   */
  paint({ epoch }, all) {
    this.rest(epoch, all);
  }

  /**
   * @param {number} epoch
   * @param {boolean} isResting
   */
  rest(epoch, isResting) {
    const can = isResting && epoch > 0;
    if (can === !this.branch.disabled) return;
    this.branch.disabled = !can;
    this.branch.title = can
      ? _("Keep this run, and go on beside it from here with a setting changed")
      : _("Stop the run, or go back in it, to branch from there");
  }
}
