// Predictions that are drawn over a chart of the stage: each lies over that of one panel.

/** @import { Least, Range2, Scene, Sketch, SketchedChart } from "../types.d.ts" */
/** @import { Panels } from "../panels.js" */
/** @import { Player } from "../player.js" */
/** @import { Point } from "./geometry.js" */
/** @import { Model } from "./overlay.js" */

import { formatCost, formatEpoch, formatWeight } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { BoundarySketch } from "./boundary_sketch.js";
import { CurveSketch } from "./curve_sketch.js";
import { sent } from "./geometry.js";
import { Overlay } from "./overlay.js";

export class Sketches {
  /**
   * @param {{ readonly player: Player, give(sketch: Pick<Sketch, "kind" | "points">): void }} stage
   * @param {Panels} panels  whose charts are drawn over
   */
  constructor(stage, panels) {
    this.stage = stage;
    this.panels = panels;
    this.shown = ""; // what the page said last
    /** @type {Sketch | null} What is to be shown once the chart has axes. */
    this.waiting = null;
    /** @type {SketchedChart | null} The one that it lies over. */
    this.chart = null;
    /** @type {Sketch["kind"]} */
    this.kind = "curve";
    this.overlay = new Overlay({
      axes: () => this.chart?.axes() ?? null,
      start: () => this.start(),
      words: (...handle) => this.words(...handle),
      give: (points) => this.stage.give({ kind: this.kind, points: sent(points) }),
    });
  }

  /** @param {Sketch | null} sketch */
  show(sketch) {
    const shown = JSON.stringify(sketch);
    if (shown === this.shown) return; // the page was drawn for something else
    this.shown = shown;
    this.take(sketch ? this.chartOf(sketch.kind) : null);
    if (!sketch || !this.chart) return;
    this.kind = sketch.kind;
    this.waiting = sketch;
    this.chart.hold(leastOf(sketch));
    this.fit();
  }

  /** The chart has other axes, or its first ones. */
  fit() {
    const axes = this.chart?.axes();
    if (!this.waiting || !axes) {
      this.overlay.fit();
      return;
    }
    const sketch = this.waiting;
    this.waiting = null;
    this.overlay.show(sketch, this.modelOf(sketch, axes.range));
  }

  /** @param {Sketch["kind"]} kind */
  chartOf(kind) {
    const found = this.panels.list.find(({ sketched }) => sketched?.kind === kind);
    return found?.sketched ?? null;
  }

  /** @param {SketchedChart | null} chart  to draw over */
  take(chart) {
    const { overlay } = this;
    if (this.chart && chart !== this.chart) {
      this.chart.onAxes = () => {};
      this.chart.hold(null);
    }
    this.chart = chart;
    if (!chart) {
      this.waiting = null;
      overlay.root.remove();
      return;
    }
    chart.onAxes = () => this.fit();
    if (overlay.root.parentElement !== chart.holder) chart.holder.append(overlay.root);
  }

  /**
   * @param {Sketch} sketch
   * @param {Range2} range  of the axes, which a visitor may have narrowed
   * @returns {Model}
   */
  modelOf({ kind, at, points }, range) {
    if (kind === "curve") return new CurveSketch(Math.max(1, at), points);
    return new BoundarySketch(this.scene?.plane ?? range, points);
  }

  /** @returns {Scene | undefined} Of the lane in front. */
  get scene() {
    return this.panels.scenes[0];
  }

  /**
   * Return where a line of keys begins: at the cost that is known, or in the middle of the plane.
   *
   * @returns {Point}
   */
  start() {
    const J = this.stage.player.points[0]?.numbers.J;
    const [x, [bottom, top]] = this.chart?.axes()?.range ?? UNIT;
    return [x[0], this.kind === "curve" && J ? J : (bottom + top) / 2];
  }

  /**
   * Say where a point is.
   *
   * @param {Point} point
   * @param {number} k
   * @param {number} n
   */
  words([x, y], k, n) {
    const { scene } = this;
    if (this.kind === "curve")
      return _("{unit} {epoch}: J {J}", {
        unit: scene?.unit ?? "",
        epoch: formatEpoch(Math.round(x)),
        J: formatCost(y),
      });
    const [x1, x2] = scene?.inputs ?? ["x₁", "x₂"];
    return _("point {k} of {n}: {x1} {first}, {x2} {second}", {
      k: k + 1,
      n,
      x1,
      first: formatWeight(x),
      x2,
      second: formatWeight(y),
    });
  }
}

/** @type {Range2} */
const UNIT = [
  [0, 1],
  [0, 1],
];

/**
 * @param {Sketch} sketch
 * @returns {Least}
 */
function leastOf({ at, isOpen, points }) {
  const costs = points.map(([, y]) => y);
  return { x: at, low: Math.min(...costs), high: Math.max(0, ...costs), isOpen };
}
