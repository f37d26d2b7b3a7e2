// What is compared, in a sentence, with the proof of the same start; and how: by which clock, and all
// lanes or the one in front.

/** @import { ClockName, LaneAction, Study } from "../types.d.ts" */
/** @import { Lane, Part } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { proofOf } from "./lanes.js";

/** @returns {[clock: ClockName, text: string, hint: string][]} */
const clocks = () => [
  ["epoch", _("by epoch"), _("All lanes are shown at the same epoch")],
  [
    "passes",
    _("by passes"),
    _("All lanes have gone through the data as often: each gradient is a pass"),
  ],
  ["time", _("by processor time"), _("All lanes have had the same processor time")],
];

/** @returns {Record<Part, string>} */
const parts = () => ({
  data: _("data"),
  weights: _("initial weights"),
  batches: _("order of batches"),
});

export class Head {
  /**
   * @param {object} does
   * @param {(set: Record<string, string>) => void} does.set
   * @param {(action: LaneAction) => void} does.arrange
   * @param {() => void} does.onDifference  the difference of two lanes is to be shown, or not
   */
  constructor({ set, arrange, onDifference }) {
    this.sentence = el("b", {}, "");
    this.start = el("span", {}, "");
    this.proof = el("code", {}, "");
    this.clocks = clocks().map(([clock, text, title]) => ({
      clock,
      node: el("button", { type: "button", title, onclick: () => set({ clock }) }, text),
    }));
    this.difference = el(
      "button",
      {
        type: "button",
        "aria-pressed": "false",
        title: _("The difference of what two lanes say, over the plane"),
        onclick: onDifference,
      },
      "A − B",
    );
    const add = () => arrange({ do: "add", place: 0, epoch: 0 });
    this.epoch = 0; // that is shown
    const from = () => arrange({ do: "branch", place: this.front, epoch: this.epoch });
    this.front = 0; // the place of the lane in front
    this.branch = el("button", { type: "button", disabled: true, onclick: from }, _("Branch here"));
    const one = { type: "button", title: _("The page of the lane in front") };
    const group = { class: "gn-choices", role: "group", "aria-label": _("Lanes move together") };
    this.root = el(
      "div",
      { class: "gn-compare-head", hidden: true },
      el("p", {}, this.sentence, " ", this.start, " ", this.proof),
      el(
        "div",
        { class: "gn-compare-choices" },
        el("span", group, ...this.clocks.map(({ node }) => node)),
        el("button", { type: "button", onclick: add }, _("Add a lane")),
        this.branch,
        this.difference,
        el("button", { ...one, onclick: () => set({ arrangement: "one" }) }, _("One lane")),
      ),
    );
  }

  /**
   * @param {Lane[]} lanes
   * @param {Study} study
   * @param {{ can: boolean, isShown: boolean }} difference
   */
  setLanes(lanes, study, { can, isShown }) {
    this.front = lanes.find(({ index }) => index === 0)?.place ?? 0;
    this.sentence.textContent = study.sentence;
    this.start.textContent = study.start;
    const names = parts();
    const hashes = proofOf(lanes).same.map(([part, hash]) => `${names[part]} ${hash}`);
    this.proof.replaceChildren(
      ...hashes.flatMap((text, i) => [i ? " · " : "", el("span", {}, text)]),
    );
    for (const { clock, node } of this.clocks)
      node.setAttribute("aria-pressed", String(clock === study.clock));
    this.difference.hidden = !can;
    this.difference.setAttribute("aria-pressed", String(isShown));
  }

  /**
   * @param {number} epoch
   * @param {boolean} isResting  only then there is a place to branch from
   */
  rest(epoch, isResting) {
    this.epoch = epoch;
    const can = isResting && epoch > 0;
    if (can === !this.branch.disabled) return;
    this.branch.disabled = !can;
    this.branch.title = can
      ? _("Keep the run in front, and go on beside it from here with a setting changed")
      : _("Stop the run, or go back in it, to branch from there");
  }
}
