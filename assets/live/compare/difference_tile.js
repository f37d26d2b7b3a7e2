// The difference of two lanes as a tile: a map over the plane, and what its colors mean.

/** @import { Frame, PlaneFrame, PlaneScene } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { ColorKey } from "../color_key/color_key.js";
import { palette } from "../palette.js";
import { Pixels } from "../pixels.js";
import { canBeCompared, Difference } from "./difference.js";
import { aboveZero, meaningOf } from "./difference_meaning.js";
import { LaneCanvas } from "./lane_canvas.js";
import { ofLane } from "./lanes.js";

const UPDATE_MS = 100;
/** @type {[columns: number, rows: number]} */
const SIZE = [48, 36];

export class DifferenceTile {
  constructor() {
    this.canvas = new LaneCanvas(_("Map of the difference of two lanes"));
    this.key = new ColorKey();
    this.words = el("p", { class: "gn-tile-numbers" });
    this.sides = [this.side("A"), this.side("B")];
    this.root = el(
      "article",
      { class: "gn-tile gn-difference", "aria-label": "A − B" },
      el("header", {}, ...this.sides.map(({ label }) => label)),
      this.canvas.root,
      this.key.root,
      this.words,
    );
    this.pixels = new Pixels(...SIZE, { willReadFrequently: true });
    this.palette = palette([]);
    /** @type {Lane[]} Those that can be compared. */
    this.lanes = [];
    /** @type {number[]} The places of the two. */
    this.chosen = [0, 1];
    /** @type {Difference | null} */
    this.difference = null;
    /** @type {Frame | null} */
    this.frame = null;
    this.painted = Number.NEGATIVE_INFINITY;
  }

  /** @param {string} name */
  side(name) {
    const select = el("select", {
      "aria-label": _("Lane {name}", { name }),
      onchange: () => this.choose(),
    });
    return { select, label: el("label", {}, el("b", {}, name), " ", select) };
  }

  /**
   * @param {Lane[]} lanes
   * @returns {boolean} whether any two can be compared
   */
  setLanes(lanes) {
    const [first] = lanes;
    this.lanes = lanes.filter(({ scene }) => canBeCompared(first.scene, scene));
    this.frame = null;
    if (this.lanes.length < 2) return false;
    const places = this.lanes.map(({ place }) => place);
    this.chosen = this.chosen.every((place) => places.includes(place))
      ? this.chosen
      : places.slice(0, 2);
    for (const [i, { select }] of this.sides.entries()) {
      const options = this.lanes.map(({ name, place }) =>
        el("option", { value: place }, `${place + 1}: ${name}`),
      );
      select.replaceChildren(...options);
      select.value = String(this.chosen[i]);
    }
    this.begin();
    return true;
  }

  choose() {
    this.chosen = this.sides.map(({ select }) => Number(select.value));
    this.begin();
  }

  begin() {
    const [a, b] = this.pair;
    this.words.textContent = aboveZero(planeOf(a));
    this.difference = new Difference(planeOf(a), planeOf(b), SIZE);
    this.palette = palette(planeOf(a).unit_palette);
    if (this.frame) this.paint(this.frame, true);
  }

  /** @returns {Lane[]} */
  get pair() {
    const [first] = this.lanes;
    return this.chosen.map((place) => this.lanes.find((lane) => lane.place === place) ?? first);
  }

  measure() {
    this.canvas.measure();
    if (this.frame) this.paint(this.frame, true);
  }

  /**
   * @param {Frame} frame
   * @param {boolean} now
   */
  paint(frame, now) {
    this.frame = frame;
    const time = performance.now();
    if (!this.difference || !this.canvas.isSeen || (!now && time - this.painted < UPDATE_MS))
      return;
    this.painted = time;
    const [a, b] = this.pair;
    const [one, other] = [a, b].map((lane) => /** @type {PlaneFrame} */ (ofLane(frame, lane)));
    this.pixels.paint(this.difference.of(one, other), this.palette);
    const { context: c, drawn } = this.canvas;
    c.drawImage(this.pixels.canvas, 0, 0, drawn.width, drawn.height);
    this.key.show([meaningOf(planeOf(a), this.difference.scale)], planeOf(a).unit_palette);
  }
}

/** @param {Lane} lane  that has a plane */
const planeOf = ({ scene }) => /** @type {PlaneScene} */ (scene);
