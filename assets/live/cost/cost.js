// The cost curve: Plotly's, brought up to date at most five times a second while a run plays, and
// in turns where there are several such charts; only the line that marks the shown epoch moves with
// every frame.

import { el } from "../../shared/dom.js";
import { formatAlpha, formatEpoch } from "../../shared/format.js";
import { CONFIG, loadPlotly, themed } from "../../shared/plotly.js";

const UPDATE_MS = 200;
const MAX_POINTS = 400; // more cannot be told apart on the screen, and cost time

const views = [];

export class CostView {
  constructor() {
    views.push(this);
    this.log = false;
    const choice = (name, log) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(log === this.log),
          title: `${name === "log" ? "Logarithmic" : "Linear"} cost axis`,
          onclick: () => this.setLog(log),
        },
        name,
      );
    this.choices = [choice("linear", false), choice("log", true)];
    this.plot = el("div", { class: "gn-plot" });
    this.cursor = el("div", { class: "gn-cursor" });
    this.holder = el("div", { class: "gn-cost-plot" }, this.plot, this.cursor);
    this.work = el("small", { class: "gn-work" });
    this.root = el(
      "section",
      { class: "gn-cost" },
      el(
        "h3",
        {},
        "Cost ",
        this.work,
        el(
          "span",
          { class: "gn-choices", role: "group", "aria-label": "Cost axis" },
          ...this.choices,
        ),
      ),
      this.holder,
    );
    this.frames = [];
    this.drawn = 0;
  }

  /** The chart without its points, and what each of its lines shows. */
  get figure() {
    return this.scene?.cost;
  }

  get curves() {
    return this.scene.curves;
  }

  setScene(scene) {
    this.scene = scene;
    this.root.hidden = !this.figure;
    if (!this.figure) return;
    const { t, b } = this.figure.layout.margin;
    Object.assign(this.cursor.style, { top: `${t}px`, bottom: `${b}px` });
    this.draw();
  }

  setLog(log) {
    this.log = log;
    for (const [i, node] of this.choices.entries())
      node.setAttribute("aria-pressed", String(Boolean(i) === log));
    this.draw();
  }

  /** Move the mark to `frame`, and draw the curves if it is time or `now` it must be. */
  update(frames, frame, now) {
    if (!this.figure) return;
    this.frames = frames;
    this.epoch = frame.epoch;
    this.place();
    const time = performance.now();
    if (!now && !this.isTurn(time)) return;
    this.drawn = time;
    this.tellWork(frame);
    if (now || !this.ready) this.draw();
    else this.extend();
  }

  /** Whether no chart of the page was drawn just now, and none has waited longer. */
  isTurn(time) {
    const shown = views.filter(({ figure, root }) => figure && root.isConnected);
    return shown.every(({ drawn }) => drawn >= this.drawn && time - drawn >= UPDATE_MS);
  }

  /** Bring the curves up to date and leave the rest of the chart alone, which is far cheaper. */
  extend() {
    const traces = this.traces();
    const range = this.yRange(traces);
    const held = this.plot.layout.yaxis.range;
    const fits = range[1] <= held[1] && range[0] >= held[0];
    const curves = {
      x: traces.map(({ x }) => x),
      y: traces.map(({ y }) => y),
      visible: traces.map(({ visible }) => visible),
    };
    if (fits) window.Plotly.restyle(this.plot, curves);
    else window.Plotly.update(this.plot, curves, { "yaxis.range": range });
  }

  /** What it took to come here: an epoch of BFGS may hold ten evaluations, one of Adam one. */
  tellWork({ alpha, n_evals: evals, n_gradients: gradients }) {
    const rate = Number.isFinite(alpha) ? `α ${formatAlpha(alpha)} · ` : "";
    this.work.textContent = `${rate}${formatEpoch(evals)} evaluation${evals === 1 ? "" : "s"}`;
    this.work.title =
      `So far J has been computed ${formatEpoch(evals)} times, its gradient ` +
      `${formatEpoch(gradients)} times`;
  }

  traces() {
    const { data } = this.figure;
    const frames = thin(this.frames);
    const x = frames.map((frame) => frame.epoch);
    const penalized = frames.some((frame) => frame.penalty > 0);
    return data.map((trace, i) => {
      const key = this.curves[i];
      const y = frames.map((frame) => frame[key]);
      const part = key === "penalty" || key === "data";
      const visible = part ? penalized : y.some(Number.isFinite);
      return { ...trace, x, y, visible };
    });
  }

  yRange(traces) {
    const values = traces
      .filter(({ visible }) => visible)
      .flatMap(({ y }) => y)
      .filter(Number.isFinite);
    const top = Math.max(1e-12, ...values);
    if (!this.log) return [0, top * 1.06];
    const least = Math.min(...values.filter((value) => value > 0), top);
    return [Math.floor(Math.log10(least) * 2) / 2 - 0.1, Math.log10(top) + 0.1];
  }

  async draw() {
    if (!this.figure) return;
    const Plotly = window.Plotly ?? (await loadPlotly());
    if (!this.plot.isConnected) return;
    const traces = this.traces();
    const layout = themed(this.figure.layout, this.plot);
    layout.yaxis = {
      ...layout.yaxis,
      type: this.log ? "log" : "linear",
      range: this.yRange(traces),
    };
    layout.xaxis = { ...layout.xaxis };
    // A zoom stays until axes of another kind or length come, or the run outgrows it.
    layout.uirevision = `${layout.xaxis.range[1]} ${this.log}`;
    Plotly.react(this.plot, traces, layout, CONFIG);
    if (!this.ready) this.plot.on("plotly_relayout", () => this.place());
    this.ready = true;
    this.place();
  }

  place() {
    const { margin, xaxis } = this.figure.layout;
    const [from, to] = (this.plot.layout ?? { xaxis }).xaxis.range;
    const share = (this.epoch - from) / (to - from);
    const width = this.holder.clientWidth - margin.l - margin.r;
    this.cursor.hidden = !(share >= 0 && share <= 1);
    this.cursor.style.transform = `translateX(${margin.l + share * width}px)`;
  }

  async resize() {
    if (!this.scene || !this.ready) return;
    this.place();
    (await loadPlotly()).Plots.resize(this.plot);
  }
}

/** Every n-th frame, so many that the curve keeps its shape, and always the last. */
function thin(frames) {
  const every = Math.ceil(frames.length / MAX_POINTS);
  return every < 2 ? frames : frames.filter((_, i) => i % every === 0 || i === frames.length - 1);
}
