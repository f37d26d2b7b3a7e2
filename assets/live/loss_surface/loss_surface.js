// The ground that the run walks on: two costs over a plane through the present weights, the path
// at its true cost, its shadow on the surface, and both by epoch.
//
// Surfaces come from the server with some messages and hold from their epoch on; between two of
// them the path is drawn on from the frames themselves, whose weights are projected here.

import { el } from "../../shared/dom.js";
import { CONFIG, loadPlotly, themed } from "../../shared/plotly.js";
import { ballAt, keepGrid, quieten, turnTogether, updateScene } from "../../shared/scene3d.js";

const SURFACE_MS = 600; // between two surfaces while it plays, each chart on its own
const TRAIL_MS = 160;
const COMPARE_MS = 1000;
const FULL = 65535;
const [SURFACE, SHADOW, PATH, BALL] = [0, 1, 2, 3];
const KEEP = 40; // surfaces that wait for their epoch

export class GroundView {
  constructor() {
    this.note = el("small");
    this.plots = [];
    this.charts = el("div", { class: "gn-ground-charts" });
    this.root = el(
      "section",
      { class: "gn-ground", hidden: true },
      el("h3", {}, "Cost around the present weights", this.note),
      this.charts,
      el(
        "p",
        { class: "gn-ground-words" },
        "The green path is the run, at its true cost; the dark line is its shadow, the cost of the plane " +
          "right below. They differ because the plane has two directions and the weights have many: what the " +
          "run does in all the others, the plane leaves out. Surfaces are cut off at their top, for drawing only.",
      ),
    );
    this.waiting = [];
    this.link = turnTogether(() => this.plots.slice(0, -1).map(({ plot }) => plot));
  }

  setScene({ ground }) {
    this.root.hidden = !ground;
    this.scene = ground;
    this.waiting = [];
    this.now = null;
    this.frames = [];
    if (!ground || this.plots.length) return;
    this.plots = [
      ...ground.costs.map(([name, label, top], i) =>
        this.chart(`${label}, up to J = ${top}`, ground.surfaces[i], name, top),
      ),
      this.chart("True cost and the plane's", ground.compare),
    ];
    this.charts.replaceChildren(...this.plots.map(({ root }) => root));
  }

  chart(title, figure, name = null, top = 1) {
    const plot = el("div", { class: "gn-ground-plot" });
    return {
      root: el("figure", {}, el("figcaption", {}, title), plot),
      plot,
      figure,
      name,
      top,
      drawn: 0,
      surface: 0,
      ready: false,
    };
  }

  /** Take a surface; it is shown from its epoch on. */
  receive(ground) {
    if (!this.scene || !ground) return;
    this.waiting = [...this.waiting.filter(({ epoch }) => epoch !== ground.epoch), ground]
      .sort((a, b) => a.epoch - b.epoch)
      .slice(-KEEP);
  }

  /** A fork or a jump: what had been sent for later epochs is no more. */
  forget() {
    this.waiting = [];
  }

  paint(frame, all) {
    if (!this.scene) return;
    const time = performance.now();
    const due = this.waiting.filter(({ epoch }) => epoch <= frame.epoch);
    const chosen = all
      ? this.waiting.find(({ epoch }) => epoch === frame.epoch)
      : due[due.length - 1];
    if (chosen && chosen !== this.now) {
      this.now = chosen;
      if (!all) this.waiting = this.waiting.filter(({ epoch }) => epoch >= chosen.epoch);
      this.frames = [];
    }
    if (!this.now) return;
    if (frame.epoch > this.now.epoch && !all) this.frames.push(this.project(frame));
    else if (all) this.frames = [];
    // While it plays, one chart a picture, that which has waited longest.
    const late = this.plots
      .filter((one) => time - one.drawn > (one.name ? TRAIL_MS : COMPARE_MS))
      .sort((a, b) => a.drawn - b.drawn);
    for (const one of all ? this.plots : late.slice(0, 1)) this.update(one, all, time);
    this.note.textContent = this.now.note;
  }

  /** Where a frame's weights lie above the plane. */
  project({ theta, epoch, ...numbers }) {
    const { origin, dual } = this.now;
    const at = dual.map((row) => row.reduce((sum, d, i) => sum + d * (theta[i] - origin[i]), 0));
    return { epoch, at, numbers };
  }

  async update(one, all, time) {
    one.drawn = time;
    if (!one.ready) return this.begin(one);
    if (!one.name) return this.compare(one);
    quieten(one.plot, !all);
    const fresh = one.ground !== this.now && (all || time - one.surface > SURFACE_MS);
    const values = this.trails(one);
    const traces = [SHADOW, PATH, BALL];
    if (fresh) {
      values.unshift(this.surface(one));
      traces.unshift(SURFACE);
      one.surface = time;
    }
    const moved = fresh && this.range(one.ground ?? {}) !== this.range(this.now);
    if (fresh) one.ground = this.now;
    this.updates = (this.updates ?? 0) + 1;
    this.root.dataset.updates = String(this.updates);
    if (!moved && updateScene(one.plot, traces, values)) return;
    const { data, layout } = this.figure(one);
    await window.Plotly.react(one.plot, data, layout, CONFIG);
  }

  range({ s, t, names }) {
    return s ? [s[0], s[s.length - 1], t[0], t[t.length - 1], ...names].join() : "";
  }

  surface({ name, top }) {
    const { s, t, heights } = this.now;
    return { x: s, y: t, z: unpack(heights[name].J, t.length, s.length, top) };
  }

  /** Shadow, path and ball: as sent, and on from there by the frames since. */
  trails({ name, top, figure }) {
    const {
      at: [s, t],
      heights,
    } = this.now;
    const { true: true_, below } = heights[name];
    const lift = 0.02 * top; // so that the surface does not swallow them
    const over = (J) => J.map((one) => Math.min(one ?? top, top) + lift);
    const x = [...s, ...this.frames.map(({ at }) => at[0])];
    const y = [...t, ...this.frames.map(({ at }) => at[1])];
    const z = over([...true_, ...this.frames.map(({ numbers }) => numbers[name])]);
    return [
      { x: s, y: t, z: over(below).map((one) => one - lift / 2) },
      { x, y, z },
      ballAt(figure.data[BALL], this.sceneOf(figure), { x, y, z }),
    ];
  }

  /** The axes of a chart as they are now. */
  sceneOf({ layout: { scene } }) {
    const { s, t, names } = this.now;
    const axis = (own, values, text) => ({
      ...own,
      range: [values[0], values[values.length - 1]],
      title: { text },
    });
    return {
      ...scene,
      xaxis: axis(scene.xaxis, s, names[0]),
      yaxis: axis(scene.yaxis, t, names[1]),
    };
  }

  figure(one) {
    const data = one.figure.data.map((trace) => ({ ...trace }));
    Object.assign(data[SURFACE], this.surface(one));
    const moving = this.trails(one);
    for (const [i, trace] of [SHADOW, PATH, BALL].entries()) Object.assign(data[trace], moving[i]);
    const layout = themed({ ...one.figure.layout, scene: this.sceneOf(one.figure) }, this.root);
    const camera = one.plot._fullLayout?.scene?._scene?.getCamera?.();
    if (camera) layout.scene.camera = camera;
    return { data, layout };
  }

  async begin(one) {
    const Plotly = await loadPlotly();
    if (one.ready || !one.plot.isConnected || !this.now) return;
    one.ready = true;
    if (!one.name) return this.compare(one);
    one.ground = this.now;
    const { data, layout } = this.figure(one);
    await Plotly.react(one.plot, data, layout, CONFIG);
    keepGrid(one.plot);
    if (!one.linked) this.link(one.plot);
    one.linked = true;
  }

  compare(one) {
    const { plot, figure } = one;
    const { epochs, heights } = this.now;
    const curves = this.scene.costs.flatMap(([name]) => [heights[name].true, heights[name].below]);
    if (one.begun) return window.Plotly.restyle(plot, { x: [epochs], y: curves });
    one.begun = true;
    const data = figure.data.map((trace, i) => ({ ...trace, x: epochs, y: curves[i] }));
    window.Plotly.react(plot, data, themed(figure.layout, this.root), CONFIG);
  }

  /** Draw all of it again, for another theme. */
  draw() {
    for (const one of this.plots) {
      if (!one.ready) continue;
      one.ready = one.begun = false;
      this.begin(one);
    }
  }

  resize() {
    for (const { plot, ready } of this.plots)
      if (ready && plot.clientWidth) window.Plotly.Plots.resize(plot);
  }
}

/** Heights, row by row, from uint16 in base 64. */
function unpack(text, rows, columns, top) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const whole = new Uint16Array(bytes.buffer);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(whole.subarray(row * columns, (row + 1) * columns), (one) => (one * top) / FULL),
  );
}
