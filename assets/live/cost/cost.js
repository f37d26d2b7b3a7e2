// The cost curve: Plotly's, brought up to date at most five times a second while a run plays, and
// in turns where there are several such charts; only the line that marks the shown epoch moves with
// every frame.

/** @import { Figure } from "../../shared/types.d.ts" */
/** @import { Axes, Frame, Host, Least, Point, Scene, SketchedChart } from "../types.d.ts" */

import { cssValue, el } from "../../shared/dom.js";
import { formatAlpha, formatEpoch, formatRate } from "../../shared/format.js";
import { _, ngettext } from "../../shared/language.js";
import { CONFIG, loadedPlotly, loadPlotly, plotElement, themed } from "../../shared/plotly.js";
import { needStyle } from "../../shared/styles.js";
import { axisEnd, rangeWith } from "./axis.js";
import { costRange, pastTraces, tracesOf } from "./curves.js";
import { LineLabels, labelsOf } from "./line_labels.js";
import { addChart, isTurn } from "./turns.js";

needStyle("cost.css", import.meta.url);

const UPDATE_MS = 200;

export default class CostPanel {
  /**
   * @param {Host} host
   * @param {{ title?: string, className?: string }} [named]
   */
  constructor({ player, pastRuns }, { title = _("Cost"), className = "gn-cost" } = {}) {
    this.player = player;
    this.pastRuns = pastRuns;
    addChart(this);
    this.log = false;
    /** @type {(name: string, log: boolean) => HTMLButtonElement} */
    const choice = (name, log) => {
      const hint = log ? _("Logarithmic cost axis") : _("Linear cost axis");
      const attributes = { type: "button", "aria-pressed": String(log === this.log), title: hint };
      return el("button", { ...attributes, onclick: () => this.setLog(log) }, name);
    };
    this.choices = [choice(_("linear"), false), choice(_("log"), true)];
    this.plot = plotElement("gn-plot");
    this.cursor = el("div", { class: "gn-cursor" });
    this.labels = new LineLabels();
    this.holder = el("div", { class: "gn-cost-plot" }, this.plot, this.cursor, this.labels.root);
    this.work = el("small", { class: "gn-work" });
    const axis = { class: "gn-choices", role: "group", "aria-label": _("Cost axis") };
    this.root = el(
      "section",
      { class: className },
      el("h3", {}, `${title} `, this.work, el("span", axis, ...this.choices)),
      this.holder,
    );
    this.parts = { right: this.root };
    /** @type {SketchedChart | undefined} */
    this.sketched = {
      kind: "curve",
      holder: this.holder,
      axes: () => this.axes(),
      onAxes: () => {},
      hold: (least) => this.hold(least),
    };
    /** @type {Least | null} What the axes are to hold besides the curves. */
    this.least = null;
    /** @type {Figure | undefined} The chart without its points. */
    this.figure = undefined;
    /** @type {string[]} The number that each of its lines shows. */
    this.curves = [];
    this.pastKey = "J"; // the number of former runs that is shown
    /** @type {import("./curves.js").Curve[]} Of former runs. */
    this.past = [];
    this.wait = UPDATE_MS; // from one update to the next
    this.size = { width: 0, height: 0 }; // of the chart, read when it is drawn
    this.tick = 1; // what an epoch is on that axis
    this.end = 1; // of the axis of epochs
    this.range = [0, 0]; // of the axis of costs
    /** @type {Point[]} */
    this.points = [];
    this.epoch = 0;
    this.drawn = 0;
    this.ready = false;
  }

  /**
   * Return the chart, and which number each of its lines shows.
   *
   * @param {Scene} scene
   * @returns {{ figure: Figure, curves: string[] }}
   */
  chartOf({ cost, curves }) {
    return { figure: cost, curves };
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const { figure, curves } = this.chartOf(scene);
    this.figure = figure;
    this.curves = curves;
    const { t, b } = figure.layout.margin;
    this.cursor.style.top = `${t}px`;
    this.cursor.style.bottom = `${b}px`;
    this.draw();
  }

  /** @param {Scene} scene */
  updateScene(scene) {
    this.setScene(scene);
  }

  /** @returns {Axes | null} */
  axes() {
    if (!this.figure || !this.ready) return null;
    const { xaxis, yaxis } = this.plot.layout;
    return {
      range: [xaxis.range, yaxis.range],
      isLog: this.log,
      margin: this.figure.layout.margin,
    };
  }

  /** @param {Least | null} least */
  hold(least) {
    this.least = least;
    this.draw();
  }

  /** @param {boolean} log */
  setLog(log) {
    this.log = log;
    for (const [i, node] of this.choices.entries())
      node.setAttribute("aria-pressed", String(Boolean(i) === log));
    this.draw();
  }

  /**
   * Return the lines with their points.
   *
   * @param {Figure} figure
   */
  tracesOf({ data }) {
    return tracesOf(data, this.curves, this.points);
  }

  /** Return the lines of the runs before, in gray. */
  pastTraces() {
    return pastTraces(this.pastRuns.shown, this.pastKey, cssValue(this.root, "--gn-mark"));
  }

  /**
   * Move the mark to `frame`, and draw the curves if it is time or `now` it must be.
   *
   * @param {Frame} frame
   * @param {boolean} now
   */
  paint(frame, now) {
    if (!this.figure) return;
    this.epoch = frame.epoch;
    this.place(this.figure);
    const time = performance.now();
    if (!now && !isTurn(this, time)) return;
    this.drawn = time;
    this.tellWork(frame);
    if (now || !this.ready) this.draw();
    else this.extend(this.figure);
  }

  /**
   * Bring the curves up to date and leave the rest of the chart alone, which is far cheaper; all of
   * it is drawn where an axis has become too short.
   *
   * @param {Figure} figure
   */
  extend(figure) {
    this.points = this.player.points;
    const traces = this.tracesOf(figure);
    const range = this.yRange(traces);
    // Not the range that is seen: a visitor may have zoomed.
    const fits = range[1] <= this.range[1] && range[0] >= this.range[0];
    if (!fits || this.endOf(figure) !== this.end) {
      this.draw();
      return;
    }
    const curves = {
      x: traces.map(({ x }) => x),
      y: traces.map(({ y }) => y),
      visible: traces.map(({ visible }) => visible),
    };
    const first = this.past.length;
    loadedPlotly().restyle(
      this.plot,
      curves,
      traces.map((_, i) => first + i),
    );
    this.label(figure, traces);
  }

  /**
   * Return where the axis of epochs ends: it holds the run so far, and those before.
   *
   * @param {Figure} figure
   */
  endOf({ layout }) {
    const former = this.past.map(({ x }) => x[x.length - 1]);
    const last = this.tick * (this.points[this.points.length - 1]?.epoch ?? 0);
    const end = axisEnd(Math.max(last, ...former), layout.xaxis.range[1]);
    return Math.max(end, this.least?.x ?? 0);
  }

  /**
   * Write the name of each line beside its end.
   *
   * @param {Figure} figure
   * @param {import("./curves.js").Curve[]} traces
   */
  label({ layout: { margin } }, traces) {
    const { range } = this.plot.layout.yaxis;
    const { height, width } = this.size;
    const area = { top: margin.t, bottom: height - margin.b, left: width - margin.r };
    const labels = labelsOf([...this.past, ...traces], range, this.log, area);
    this.labels.show(labels, area);
  }

  /**
   * Say what it took to come here: an epoch of BFGS may hold ten evaluations, one of Adam one.
   *
   * @param {Frame} frame
   */
  tellWork({ numbers: { alpha, n_evals: evals, n_gradients: gradients } }) {
    const rate = Number.isFinite(alpha) ? `α ${formatAlpha(alpha)} · ` : "";
    const n = formatEpoch(evals);
    this.work.textContent = rate + ngettext("{n} evaluation", "{n} evaluations", evals, { n });
    this.work.title = _(
      "So far J has been computed {evals} times, its gradient {gradients} times. The engine makes " +
        "{rate} updates of the weights a second",
      { evals: n, gradients: formatEpoch(gradients), rate: formatRate(this.player.lane.rate) },
    );
  }

  /**
   * @param {import("./curves.js").Curve[]} traces
   * @returns {[number, number]}
   */
  yRange(traces) {
    return rangeWith(costRange(traces, this.log, this.past), this.log, this.least);
  }

  async draw() {
    if (!this.figure) return;
    const Plotly = window.Plotly ?? (await loadPlotly());
    if (!this.figure || !this.plot.isConnected) return;
    this.measure();
    this.points = this.player.points;
    const { layout: own } = this.figure;
    const traces = this.tracesOf(this.figure);
    this.past = this.pastTraces();
    this.end = this.endOf(this.figure);
    const layout = themed(own, this.plot);
    const type = this.log ? "log" : "linear";
    this.range = this.yRange(traces);
    layout.yaxis = { ...layout.yaxis, type, range: [this.range[0], this.range[1]] };
    layout.xaxis = { ...layout.xaxis, range: [0, this.end] };
    layout.annotations = own.annotations?.map((note) => noteWithin(note, this.end));
    // A zoom stays until axes of another kind or length come, or the run outgrows it.
    layout.uirevision = `${this.end} ${this.log}`;
    Plotly.react(this.plot, [...this.past, ...traces], layout, CONFIG);
    if (!this.ready) this.plot.on("plotly_relayout", () => this.zoomed());
    this.ready = true;
    this.place(this.figure);
    this.label(this.figure, traces);
    this.sketched?.onAxes();
  }

  zoomed() {
    if (this.figure) this.place(this.figure);
    this.sketched?.onAxes();
  }

  /** @param {Figure} figure */
  place({ layout: { margin, xaxis } }) {
    const [from, to] = (this.plot.layout?.xaxis ?? xaxis).range;
    const share = (this.epoch * this.tick - from) / (to - from);
    const width = this.size.width - margin.l - margin.r;
    this.cursor.hidden = !(share >= 0 && share <= 1);
    this.cursor.style.transform = `translateX(${margin.l + share * width}px)`;
  }

  /** Read its size, which with every frame would have the browser lay out the page each time. */
  measure() {
    const { clientHeight: height, clientWidth: width } = this.holder;
    this.size = { width, height };
  }

  async resize() {
    if (!this.figure || !this.ready) return;
    this.measure();
    this.place(this.figure);
    const { figure } = this;
    (await loadPlotly()).Plots.resize(this.plot);
    this.label(figure, this.tracesOf(figure));
    this.sketched?.onAxes();
  }
}

/**
 * Return a note beside the line of a change: on the side where there is room.
 *
 * @param {import("../../shared/types.d.ts").Note} note
 * @param {number} end  of the axis
 */
function noteWithin(note, end) {
  return note.textangle && note.x > end / 2 ? { ...note, xanchor: "right" } : note;
}
