// The loss surface around the run: two costs over a plane through the current weights, the path at
// its true cost, its shadow on the surface, and both by epoch.
//
// Surfaces come from the server with some messages and hold from their epoch on; between two of
// them the path is drawn on from the frames themselves, whose weights are projected here.

/** @import { Asides, LossSurface, LossSurfaceScene, PlaneFrame, PlaneScene } from "../types.d.ts" */
/** @import { Chart } from "./chart.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { loadPlotly } from "../../shared/plotly.js";
import { turnTogether } from "../../shared/scene3d.js";
import { needStyle } from "../../shared/styles.js";
import { Waiting } from "../waiting.js";
import { CompareChart, SurfaceChart } from "./chart.js";
import { project } from "./path.js";

needStyle("loss_surface.css", import.meta.url);

const KEEP = 40; // surfaces that wait for their epoch

export default class LossSurfacePanel {
  constructor() {
    this.note = el("small");
    this.colors = el("span");
    /** @type {Chart[]} */
    this.charts = [];
    this.holder = el("div", { class: "gn-loss-surface-charts" });
    this.root = el(
      "section",
      { class: "gn-loss-surface" },
      el("h3", {}, _("Cost surface around the current weights"), this.note),
      this.holder,
      el(
        "p",
        { class: "gn-loss-surface-words" },
        this.colors,
        " ",
        _(
          "They differ because the plane has two directions and the weights have many: what the run " +
            "does in all the others, the plane leaves out. Surfaces are cut off at their top, for " +
            "drawing only.",
        ),
      ),
    );
    this.parts = { after: this.root };
    /** @type {LossSurfaceScene | null} */
    this.scene = null;
    /** @type {LossSurface | null} The one that is shown. */
    this.surface = null;
    /** @type {Waiting<LossSurface>} */
    this.waiting = new Waiting(KEEP);
    /** @type {import("./path.js").Projected[]} Of the frames since the surface's epoch. */
    this.since = [];
    this.updates = 0;
    this.link = turnTogether(() =>
      this.charts.filter(({ turns }) => turns).map(({ plot }) => plot),
    );
  }

  /** @param {PlaneScene} scene */
  setScene({ loss_surface: scene, words: { path, shadow } }) {
    this.scene = scene ?? null;
    this.forget();
    this.surface = null;
    this.since = [];
    if (!this.scene || this.charts.length) return;
    this.colors.textContent = _(
      "The {path} path is the run, at its true cost; the {shadow} line is its shadow, the cost of " +
        "the plane right below.",
      { path, shadow },
    );
    const { costs, surfaces, compare } = this.scene;
    this.charts = [
      ...costs.map(([name, label, top], i) => new SurfaceChart(label, name, top, surfaces[i])),
      new CompareChart(
        compare,
        costs.map(([name]) => name),
      ),
    ];
    this.holder.replaceChildren(...this.charts.map(({ root }) => root));
  }

  /**
   * Take a surface; it is shown from its epoch on.
   *
   * @param {Asides} asides
   */
  receive({ loss_surface: surface }) {
    if (surface) this.waiting.add(surface);
  }

  /** A fork or a jump: what had been sent for later epochs is no more. */
  forget() {
    this.waiting.clear();
  }

  /**
   * @param {PlaneFrame} frame
   * @param {boolean} all
   */
  paint(frame, all) {
    if (!this.scene) return;
    const chosen = this.waiting.at(frame.epoch, all);
    if (chosen && chosen !== this.surface) {
      this.surface = chosen;
      this.since = [];
    }
    if (!this.surface) return;
    if (all) this.since = [];
    else if (frame.epoch > this.surface.epoch) this.since.push(project(this.surface, frame));
    if (this.note.textContent !== this.surface.note) this.note.textContent = this.surface.note;
    const time = performance.now();
    // While it plays, one chart a picture, that which has waited longest.
    const late = this.charts.filter((one) => one.isLate(time)).sort((a, b) => a.drawn - b.drawn);
    for (const one of all ? this.charts : late.slice(0, 1))
      this.update(one, this.surface, all, time);
  }

  /**
   * @param {Chart} chart
   * @param {LossSurface} surface
   * @param {boolean} all
   * @param {number} time
   */
  async update(chart, surface, all, time) {
    chart.drawn = time;
    if (!chart.ready) return this.begin(chart);
    chart.update(surface, this.since, all, this.root);
    if (!chart.turns) return;
    this.updates += 1;
    this.root.dataset.updates = String(this.updates);
  }

  /** @param {Chart} chart */
  async begin(chart) {
    const Plotly = await loadPlotly();
    if (chart.ready || !chart.plot.isConnected || !this.surface) return;
    chart.ready = true;
    await chart.begin(Plotly, this.surface, this.since, this.root);
    if (chart.turns && !chart.linked) this.link(chart.plot);
    chart.linked = true;
  }

  /** Draw all of it again, for another theme. */
  draw() {
    for (const chart of this.charts) {
      if (!chart.ready) continue;
      chart.ready = false;
      this.begin(chart);
    }
  }

  resize() {
    for (const chart of this.charts) chart.resize();
  }
}
