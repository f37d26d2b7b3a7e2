// The map of the output as a surface in three dimensions, from the bytes of the map.

/** @import { PlaneFrame, PlaneScene } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { CONFIG, loadedPlotly, loadPlotly, plotElement, themed } from "../../shared/plotly.js";
import { keepGrid, quieten, updateScene } from "../../shared/scene3d.js";
import { needStyle } from "../../shared/styles.js";
import { blockMeans } from "../block_means.js";
import { mapsOf } from "../maps.js";

needStyle("relief.css", import.meta.url);

const UPDATE_MS = 250;
const BLOCK = 4; // pixels of the map to one point, each way

export default class ReliefPanel {
  constructor() {
    this.plot = plotElement("gn-relief-plot");
    this.root = el(
      "section",
      { class: "gn-relief" },
      el("h3", {}, _("3-D view of the map"), el("small", {}, _("drag to turn"))),
      this.plot,
    );
    this.parts = { below: this.root };
    this.drawn = 0;
    this.ready = false;
    /** @type {PlaneScene | null} */
    this.scene = null;
    /** @type {PlaneFrame | null} */
    this.frame = null;
  }

  /** @param {PlaneScene} scene */
  setScene(scene) {
    this.scene = scene;
    this.frame = null;
    this.ready = false;
  }

  /**
   * @param {PlaneFrame} frame
   * @param {boolean} all
   */
  paint(frame, all) {
    if (!this.scene) return;
    const now = performance.now();
    if (!all && now - this.drawn < UPDATE_MS) return;
    this.drawn = now;
    this.frame = frame;
    if (!this.ready) {
      this.draw();
      return;
    }
    quieten(this.plot, !all);
    const surface = this.surfaceOf(this.scene, frame);
    if (updateScene(this.plot, [0], [surface])) return;
    const { x, y, z } = surface;
    loadedPlotly().restyle(this.plot, { x: [x], y: [y], z: [z] }, [0]);
  }

  async draw() {
    const { scene } = this;
    if (!scene?.relief || !this.frame) return;
    const Plotly = await loadPlotly();
    if (scene !== this.scene || !this.plot.isConnected) return;
    this.ready = true;
    const { data, layout } = scene.relief;
    const traces = [{ ...data[0], ...this.surfaceOf(scene, this.frame) }, ...data.slice(1)];
    await Plotly.react(this.plot, traces, themed(layout, this.root), CONFIG);
    keepGrid(this.plot);
  }

  /**
   * @param {PlaneScene} scene
   * @param {PlaneFrame} frame
   */
  surfaceOf(scene, frame) {
    const { map, plane, isolines = 1 } = scene;
    return blockMeans(mapsOf(scene).of(frame).map, map, plane, BLOCK, isolines);
  }

  resize() {
    if (this.ready && this.plot.clientWidth) loadedPlotly().Plots.resize(this.plot);
  }
}
