// The map of the output as a surface in three dimensions, from the very bytes of the map.

import { el } from "../../shared/dom.js";
import { CONFIG, loadPlotly, themed } from "../../shared/plotly.js";
import { keepGrid, quieten, updateScene } from "../../shared/scene3d.js";
import { averaged } from "../averaged.js";

const UPDATE_MS = 250;
const BLOCK = 4; // pixels of the map to one point, each way

export class ReliefView {
  constructor() {
    this.plot = el("div", { class: "gn-relief-plot" });
    this.root = el(
      "section",
      { class: "gn-relief", hidden: true },
      el("h3", {}, "The same in relief", el("small", {}, "drag to turn")),
      this.plot,
    );
    this.drawn = 0;
  }

  setScene(scene) {
    this.root.hidden = !scene.relief;
    this.scene = scene;
    this.ready = false;
  }

  paint(frame, all) {
    if (this.root.hidden) return;
    const now = performance.now();
    if (!all && now - this.drawn < UPDATE_MS) return;
    this.drawn = now;
    this.frame = frame;
    if (!this.ready) return this.draw();
    quieten(this.plot, !all);
    const surface = this.surface();
    if (!updateScene(this.plot, [0], [surface]))
      window.Plotly.restyle(this.plot, { x: [surface.x], y: [surface.y], z: [surface.z] }, [0]);
  }

  surface() {
    const { map, plane, isolines } = this.scene;
    return averaged(this.frame.map, map, plane, BLOCK, isolines);
  }

  async draw() {
    const { scene } = this;
    if (!scene?.relief || !this.frame) return;
    const Plotly = await loadPlotly();
    if (scene !== this.scene || !this.plot.isConnected) return;
    this.ready = true;
    const { data, layout } = scene.relief;
    await Plotly.react(
      this.plot,
      [{ ...data[0], ...this.surface() }, ...data.slice(1)],
      themed(layout, this.root),
      CONFIG,
    );
    keepGrid(this.plot);
  }

  resize() {
    if (this.ready && this.plot.clientWidth) window.Plotly.Plots.resize(this.plot);
  }
}
