// A lane as a tile: its name in its color, its picture, its numbers, and what can be done with it.

/** @import { Frame, LaneState, Numbers } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */
/** @import { Do } from "./lane_menu.js" */

import { el } from "../../shared/dom.js";
import { formatEpoch } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { readoutsOf } from "../readouts.js";
import { inColorOf } from "./colors.js";
import { LaneCanvas } from "./lane_canvas.js";
import { laneMenu } from "./lane_menu.js";
import { pictureOf } from "./pictures.js";

export class Tile {
  /**
   * @param {Lane} lane
   * @param {(action: Do) => void} onChoose
   */
  constructor(lane, onChoose) {
    this.lane = lane;
    const { index, name, place, scene } = lane;
    this.canvas = new LaneCanvas(_("What {name} has learned", { name }));
    /** @type {import("./pictures.js").Picture | null} */
    this.picture = null;
    this.readouts = numbersOf(scene).map(([title, hint, text]) => {
      const value = el("b", {}, "–");
      return { text, value, node: el("span", { title: hint }, `${title} `, value) };
    });
    this.ended = el("span", { class: "gn-ended" });
    const front = { class: "gn-lane-name", type: "button", onclick: () => onChoose("single_out") };
    const hint = _("Show {name} alone, with all that there is to see of it", { name });
    const isFront = index === 0 ? _("in front: the controls are about it") : "";
    this.root = el(
      "article",
      { class: `gn-tile${isFront ? " gn-front" : ""}`, "aria-label": name, title: isFront },
      el("header", {}, el("button", { ...front, title: hint }, name), laneMenu(name, onChoose)),
      this.canvas.root,
      el("p", { class: "gn-tile-numbers" }, ...this.readouts.map(({ node }) => node), this.ended),
    );
    inColorOf(this.root, place);
  }

  /** Make what takes its colors from the page; the tile stands on it by now. */
  draw() {
    this.picture = pictureOf(this.lane.scene, this.root);
  }

  /** @param {Frame} frame  of the lane */
  paint(frame) {
    if (!this.canvas.isSeen) return;
    this.picture?.paint(this.canvas.context, this.canvas.drawn, frame);
  }

  /**
   * Say whether the run has ended by a tick, and how.
   *
   * @param {LaneState | undefined} state
   * @param {number} tick
   */
  tell(state, tick) {
    const isOver = state !== undefined && state.last_epoch !== null && tick >= state.last_epoch;
    const isDiverged = state?.status === "diverged";
    this.ended.textContent = isOver ? (isDiverged ? _("diverged") : _("stopped by itself")) : "";
    this.ended.title = isOver ? state.message : "";
  }

  /** @param {Frame} frame  of the lane */
  write(frame) {
    for (const { text, value } of this.readouts) value.textContent = text(frame);
    this.root.dataset.epoch = String(frame.numbers.epoch);
    this.root.dataset.cost = String(frame.numbers.J);
  }
}

/**
 * Return the numbers of a tile: the first and the last above the pictures of the page, which are the
 * cost and how well the run does on what it has not seen; and what it took.
 *
 * @param {Lane["scene"]} scene
 * @returns {[title: string, hint: string, text: (frame: { numbers: Numbers }) => string][]}
 */
function numbersOf(scene) {
  const all = readoutsOf(scene)[2].filter(([, , text]) => text !== null);
  const chosen = all.length > 1 ? [all[0], all[all.length - 1]] : all;
  return [
    ...chosen.map(([title, hint, text]) => {
      /** @param {any} frame */
      const shown = (frame) => text?.(frame) ?? "";
      return /** @type {[string, string, (frame: any) => string]} */ ([title, hint, shown]);
    }),
    [
      _("gradients"),
      _("How often the gradient of J was computed"),
      ({ numbers: { n_gradients: n } }) => formatEpoch(n ?? 0),
    ],
  ];
}
