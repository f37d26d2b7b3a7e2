// Who was first to reach a cost: the number, and the order of arrival in every measure.

/** @import { LaneState, Race, Study } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { formatEpoch } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { orderOfArrival } from "./arrivals.js";
import { inColorOf } from "./colors.js";

const UPDATE_MS = 200;

export class RaceTable {
  /** @param {(target: number) => void} onTarget */
  constructor(onTarget) {
    this.field = el("input", {
      type: "number",
      min: 0,
      step: "any",
      inputmode: "decimal",
      "aria-label": _("Cost to reach"),
      onchange: () => {
        const target = Number(this.field.value);
        if (Number.isFinite(target) && target >= 0) onTarget(target);
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const { value, placeholder } = this.field;
        if (event.key === "Enter" && !value && placeholder) onTarget(Number(placeholder));
      },
    });
    this.body = el("tbody");
    const heads = [_("rank"), _("lane"), _("epochs"), _("passes"), _("ms")];
    this.heads = heads.map((text) => el("th", { scope: "col" }, text));
    this.heads[4].title = _("Processor time as it was measured here: another time it is another");
    this.table = el(
      "table",
      { "aria-label": _("Order of arrival") },
      el("thead", {}, el("tr", {}, ...this.heads)),
      this.body,
    );
    const title = el("label", {}, _("First to reach J ="), " ", this.field);
    this.note = el("small", { class: "gn-race-note" });
    this.root = el("section", { class: "gn-race" }, el("h3", {}, title), this.note, this.table);
    /** @type {Lane[]} */
    this.lanes = [];
    /** @type {Study | null} */
    this.study = null;
    this.written = Number.NEGATIVE_INFINITY;
    this.shown = "";
  }

  /**
   * Show a cost that could be chosen: the line over the chart stands there.
   *
   * @param {number} target
   */
  offer(target) {
    this.field.placeholder = String(target);
  }

  /**
   * @param {Lane[]} lanes
   * @param {Study} study
   */
  setLanes(lanes, study) {
    this.lanes = lanes;
    this.study = study;
    this.shown = "";
    if (document.activeElement !== this.field) this.field.value = String(study.target ?? "");
    this.note.textContent = study.comparable
      ? ""
      : _("The lanes have different costs: the same J means something else in each.");
    const measure = { epoch: 2, passes: 3, time: 4 }[study.clock];
    for (const [i, head] of this.heads.entries()) head.classList.toggle("gn-by", i === measure);
  }

  /**
   * @param {Race | null} race
   * @param {LaneState[]} states  of the lanes, as they stand in a frame
   * @param {number} until  the tick that is shown
   * @param {boolean} now  also where it was written just before
   * @returns {string} who is the first, where it is known
   */
  show(race, states, until, now) {
    const time = performance.now();
    if (!this.study || (!now && time - this.written < UPDATE_MS)) return "";
    this.written = time;
    const arrivals = race ? race.lanes : [];
    const rows = orderOfArrival(this.lanes, arrivals, this.study, until);
    const named = rows.map(({ place, rank, arrival }) => {
      const lane = this.lanes.find((one) => one.place === place);
      const hasEnded = lane ? (states[lane.index]?.last_epoch ?? null) !== null : false;
      return { place, rank, arrival, name: lane?.name ?? "", hasEnded };
    });
    this.table.hidden = !race;
    const shown = JSON.stringify([named, this.table.hidden]);
    if (shown !== this.shown) this.body.replaceChildren(...named.map(rowOf));
    this.shown = shown;
    return named[0]?.rank === 1 ? named[0].name : "";
  }
}

/** @param {number} ms */
const formatMs = (ms) => (ms < 100 ? ms.toFixed(1) : formatEpoch(Math.round(ms)));

/** @param {{ place: number, rank: number | null, arrival: import("../types.d.ts").Arrival | null, name: string, hasEnded: boolean }} row */
function rowOf({ place, rank, arrival, name, hasEnded }) {
  const lane = inColorOf(el("th", { scope: "row" }, el("i", { class: "gn-swatch" }), name), place);
  const cells = arrival
    ? [
        el("td", {}, formatEpoch(arrival.epoch)),
        el("td", {}, formatEpoch(Math.round(arrival.passes))),
        el("td", {}, formatMs(arrival.ms)),
      ]
    : [el("td", { colspan: 3 }, hasEnded ? _("ended before") : _("not yet"))];
  return el("tr", {}, el("td", {}, rank === null ? "–" : String(rank)), lane, ...cells);
}
