// One chart of a playback: a figure, some of whose traces change with the picture.

/** @import { Points, SpaceFigure } from "../shared/types.d.ts" */
/** @import { Moving, PanelContent } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { CONFIG, loadedPlotly, loadPlotly, plotElement, themed } from "../shared/plotly.js";
import { ballAt, keepGrid, quieten, updateScene } from "../shared/scene3d.js";
import { pointsAt } from "./moving.js";

/** Milliseconds between two updates of a chart while it plays: a map is drawn anew as a whole. */
const INTERVALS = { scatter: 45, surface: 90, heatmap: 700 };

export class PlaybackPanel {
  /**
   * @param {PanelContent} content
   * @param {Moving[]} moving  its own
   * @param {boolean} hasGrip  whether its first shape can be dragged
   */
  constructor({ title, note, span, height, figure }, moving, hasGrip) {
    this.figure = figure;
    this.config = hasGrip ? { ...CONFIG, edits: { shapePosition: true } } : CONFIG;
    this.moving = moving;
    this.interval = INTERVALS[kindOf(figure)];
    this.drawn = 0;
    this.ready = false;
    this.plot = plotElement("gn-playback-plot", `height: ${height}px`);
    this.root = el(
      "section",
      { class: "gn-playback-panel", style: `--span: ${span}`, "data-half": span <= 6 },
      el("h3", {}, title, el("small", {}, note)),
      this.plot,
    );
  }

  /** @param {number} time */
  isLate(time) {
    return time - this.drawn > this.interval;
  }

  /**
   * Draw all of it.
   *
   * @param {number} i  of the picture
   */
  async draw(i) {
    const Plotly = await loadPlotly();
    const data = this.figure.data.map((trace) => ({ ...trace }));
    for (const one of this.moving) Object.assign(data[one.trace], this.pointsOf(one, i));
    await Plotly.react(this.plot, data, themed(this.figure.layout, this.root), this.config);
    keepGrid(this.plot);
  }

  /**
   * Bring the moving traces up to date; says whether there was anything to do.
   *
   * @param {number} i  of the picture
   * @param {boolean} isPlaying
   */
  update(i, isPlaying) {
    if (!this.ready) return false;
    quieten(this.plot, isPlaying);
    this.drawn = performance.now();
    if (!this.moving.length) return false;
    const points = this.moving.map((one) => this.pointsOf(one, i));
    const traces = this.moving.map(({ trace }) => trace);
    if (isPlaying && updateScene(this.plot, traces, points)) return true;
    const change = { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
    const z = points[0].z ? { z: points.map((one) => one.z) } : {};
    loadedPlotly().restyle(this.plot, { ...change, ...z }, traces);
    return true;
  }

  /**
   * Return what a moving trace shows.
   *
   * @param {Moving} moving
   * @param {number} i  of the picture
   * @returns {Points}
   */
  pointsOf(moving, i) {
    const points = pointsAt(moving, i);
    const trace = this.figure.data[moving.trace];
    if (trace.type !== "mesh3d" || !points.z) return points;
    const { layout } = /** @type {SpaceFigure} */ (this.figure);
    return ballAt(trace, layout.scene, { ...points, z: points.z });
  }

  resize() {
    if (this.ready) loadedPlotly().Plots.resize(this.plot);
  }
}

/**
 * Return what kind of chart a figure is, as far as time is concerned.
 *
 * @param {PanelContent["figure"]} figure
 * @returns {keyof typeof INTERVALS}
 */
function kindOf({ data }) {
  if (data.some(({ type }) => type === "surface")) return "surface";
  return data.some(({ type }) => type === "heatmap") ? "heatmap" : "scatter";
}
