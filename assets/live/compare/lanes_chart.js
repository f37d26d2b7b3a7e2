// The costs of all lanes in one chart, each line called by its lane's name, with the cost that they
// race for as a line that can be moved.

/** @import { Figure } from "../../shared/types.d.ts" */
/** @import { Host, Scene, Study } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { _ } from "../../shared/language.js";
import CostPanel from "../cost/cost.js";
import { lineOf } from "./colors.js";
import { laneCurves } from "./lane_curves.js";
import { TargetLine } from "./target_line.js";

const UPDATE_MS = 350; // many lines cost more to draw than two
const TOP = 20;
const RISE = 1.6; // how far the axis goes beyond the highest cost at the start
/** Pixels for the names of the lanes: at least, at most, and for a letter. */
const [LEAST, MOST, LETTER] = [74, 136, 7.2];

export class LanesChart extends CostPanel {
  /**
   * @param {Host} host
   * @param {(target: number) => void} onTarget
   */
  constructor(host, onTarget) {
    super(host, { title: _("Cost J"), className: "gn-cost gn-lanes-cost" });
    /** @type {Lane[]} */
    this.lanes = [];
    this.unit = "";
    /** @type {ReturnType<typeof lineOf>[]} Of each lane, in the colors of the page. */
    this.lines = [];
    this.wait = UPDATE_MS;
    this.target = new TargetLine(onTarget);
    this.holder.append(this.target.root);
  }

  /**
   * @param {Lane[]} lanes
   * @param {Study} study
   */
  setLanes(lanes, study) {
    this.lanes = lanes;
    this.tick = study.tick;
    this.unit = study.unit;
    this.target.set(study.target);
    this.setScene(lanes[0].scene);
  }

  /** Pixels that the names of the lanes take. */
  get room() {
    const longest = Math.max(...this.lanes.map(({ name }) => name.length));
    return Math.min(MOST, Math.max(LEAST, 14 + LETTER * longest));
  }

  /**
   * @param {Scene} scene
   * @returns {{ figure: Figure, curves: string[] }}
   */
  chartOf({ cost }) {
    const { layout } = cost;
    const notes = layout.annotations?.slice(-1).map((note) => ({ ...note, text: this.unit }));
    const end = layout.xaxis.range[1] * this.tick;
    return {
      figure: {
        data: [],
        layout: {
          ...layout,
          margin: { ...layout.margin, t: TOP, r: this.room },
          annotations: notes,
          ...{ shapes: [] },
          xaxis: { ...layout.xaxis, range: [0, end] },
        },
      },
      curves: [],
    };
  }

  draw() {
    this.lines = this.lanes.map(({ place }) => lineOf(this.root, place));
    return super.draw();
  }

  tracesOf() {
    const curves = laneCurves(this.lanes, this.points, this.tick);
    return this.lanes.map(({ name }, i) => ({
      type: "scatter",
      mode: "lines",
      name,
      line: this.lines[i],
      hovertemplate: `J %{y:.5g}<br>${this.unit} %{x:,}<extra></extra>`,
      visible: true,
      ...curves[i],
    }));
  }

  /**
   * Of the linear axis: a lane whose cost runs away is cut off, not the others pressed flat.
   *
   * @param {import("../cost/curves.js").Curve[]} traces
   * @returns {[number, number]}
   */
  yRange(traces) {
    const [low, high] = super.yRange(traces);
    if (this.log) return [low, high];
    const first = Math.max(...traces.map(({ y }) => Number(y[0] ?? 0)));
    return [low, first > 0 ? Math.min(high, RISE * first) : high];
  }

  /** Lanes stand beside each other here, and no runs before. */
  pastTraces() {
    return [];
  }

  /** Each tile says what its run took. */
  tellWork() {}

  /** @param {Figure} figure */
  place(figure) {
    super.place(figure);
    const range = this.plot.layout?.yaxis?.range;
    if (!range) return;
    const { l, r, t, b } = figure.layout.margin;
    const height = this.size.height - t - b;
    this.target.place({ range, isLog: this.log, left: l, right: r, top: t, height });
  }
}
