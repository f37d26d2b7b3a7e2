// The plane of the inputs: the map of an output or of one unit as pixels on a canvas, beneath
// Plotly's axes and points. The canvas is painted before Plotly has even been loaded.

/** @import { Axes, Host, Interest, Marks, PlaneFrame, PlaneScene, Range2, SketchedChart } from "../types.d.ts" */

import { el, fit, fitAgain } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { CONFIG, loadedPlotly, loadPlotly, plotElement, themed } from "../../shared/plotly.js";
import { needStyle } from "../../shared/styles.js";
import { blockMeans } from "../block_means.js";
import { mapsOf } from "../maps.js";
import { Pixels } from "../pixels.js";
import { Choices } from "./choices.js";
import { freeLabels } from "./free_labels.js";
import { paintMarks } from "./marks.js";
import { PlaneColors } from "./plane_colors.js";
import { Rings } from "./rings.js";
import { examplesOf } from "./wrong_examples.js";

needStyle("plane.css", import.meta.url);

// As it is painted with each frame from pixels that the processor has made.
const BY_PROCESSOR = { willReadFrequently: true };
const ISOLINES_MS = 500;
const RINGS_MS = 100; // from one look at which examples are wrong to the next
const BLOCK = 3; // pixels of the map to one point of its lines, each way

export default class PlanePanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.title = el("span", {}, "");
    this.choices = new Choices(() => this.draw());
    this.colors = new PlaneColors();
    this.rings = new Rings();
    this.canvas = el("canvas", {
      role: "img",
      "aria-label": _("Map of what the network says over the plane"),
    });
    this.plot = plotElement("gn-plot");
    this.markCanvas = el("canvas", { "aria-hidden": "true", class: "gn-marks", hidden: true });
    /** @type {Marks | null} */
    this.marks = null;
    this.holder = el("div", { class: "gn-plane" }, this.canvas, this.plot, this.markCanvas);
    const heading = el("h3", {}, this.title, this.choices.root);
    this.root = el("section", { class: "gn-boundary" }, heading, this.holder, this.colors.key.root);
    this.parts = { right: this.root };
    this.pixels = new Pixels(1, 1);
    /** @type {PlaneScene | null} */
    this.scene = null;
    /** @type {PlaneFrame | null} */
    this.frame = null;
    /** @type {Interest["inspected"]} The unit whose map is shown large, if any. */
    this.inspected = null;
    /** @type {Range2 | null} Of the axes, where it is not the plane's. */
    this.range = null;
    /** @type {import("./wrong_examples.js").Examples} */
    this.examples = { x: new Float32Array(), nTraining: 0, of: () => [] };
    /** @type {number[]} Numbers of the examples whose class is wrong. */
    this.wrong = [];
    this.ringed = Number.NEGATIVE_INFINITY; // when that was looked at
    this.pointSize = 0;
    /** @type {Uint8Array | null} The map that isolines are drawn from. */
    this.bytes = null;
    this.traced = 0;
    this.drawn = false;
    this.listening = false;
    /** @type {SketchedChart} Its axes need no room for a prediction: they show all of the plane. */
    this.sketched = {
      kind: "boundary",
      holder: this.holder,
      axes: () => this.axes(),
      onAxes: () => {},
      hold: () => {},
    };
  }

  /** @returns {Axes | null} */
  axes() {
    if (!this.scene) return null;
    const { margin } = this.scene.boundary.layout;
    return { range: this.range ?? this.scene.plane, isLog: false, margin };
  }

  /** @param {PlaneScene} scene */
  setScene(scene) {
    this.scene = scene;
    this.frame = null;
    this.inspected = null;
    this.mark(null); // what was marked may not be there any more
    this.wrong = [];
    this.ringed = Number.NEGATIVE_INFINITY;
    this.setAxes(scene);
    this.choices.offer({
      test: this.examples.x.length > 2 * this.examples.nTraining && scene.n_classes > 0,
      cut: scene.n_classes > 0,
    });
  }

  /**
   * @param {PlaneScene} scene
   * @param {boolean} isMoved  whether the plane shows something else
   */
  updateScene(scene, isMoved) {
    if (isMoved) this.setAxes(scene);
  }

  /** @param {PlaneScene} scene */
  setAxes(scene) {
    this.title.textContent = scene.boundary_title;
    this.range = null;
    this.drawn = false;
    const { l, r, t, b } = scene.boundary.layout.margin;
    for (const { style } of [this.canvas, this.markCanvas]) {
      style.left = `${l}px`;
      style.top = `${t}px`;
      style.width = `calc(100% - ${l + r}px)`;
      style.height = `calc(100% - ${t + b}px)`;
    }
    this.examples = examplesOf(scene);
    const points = scene.boundary.data.find(({ legendgroup }) => legendgroup === "training");
    this.pointSize = points?.marker?.size ?? 0;
    this.holder.style.setProperty("--gn-x-margins", `${l + r}px`);
    this.holder.style.setProperty("--gn-y-margins", `${t + b}px`);
    this.sketched.onAxes();
    this.draw();
  }

  /** Draw axes and points; once a scene, and when the theme changes. */
  async draw() {
    const { frame, scene } = this;
    if (scene) {
      this.colors.make(scene, this.root, this.choices.chosen.cut);
      this.colors.explain(scene, this.inspected);
    }
    if (frame) this.paint(frame, true);
    const Plotly = await loadPlotly();
    if (!scene || scene !== this.scene || !this.plot.isConnected) return;
    const layout = themed(structuredClone(scene.boundary.layout), this.plot);
    if (this.range) [layout.xaxis.range, layout.yaxis.range] = this.range;
    const data = structuredClone(scene.boundary.data);
    for (const trace of data)
      if (trace.legendgroup === "test") trace.visible = this.choices.chosen.test;
    await Plotly.react(this.plot, data, layout, CONFIG);
    this.drawn = true;
    if (this.bytes) this.drawIsolines(this.bytes, true);
    if (this.listening) return;
    this.listening = true;
    if (scene.isolines) {
      freeLabels(this.plot);
      this.plot.on("plotly_afterplot", () => freeLabels(this.plot));
    }
    this.plot.on("plotly_click", ({ points: [{ x, y }] }) => this.click(x, y));
    for (const event of ["plotly_relayout", "plotly_relayouting"])
      this.plot.on(event, () => {
        const { xaxis, yaxis } = this.plot.layout;
        this.range = [
          [xaxis.range[0], xaxis.range[1]],
          [yaxis.range[0], yaxis.range[1]],
        ];
        this.place();
        this.sketched.onAxes();
      });
  }

  /**
   * Draw lines of equal output, the first trace of the figure: now and then while a run plays.
   *
   * @param {Uint8Array} bytes  of the map of the output
   * @param {boolean} all  at once
   */
  drawIsolines(bytes, all) {
    const now = performance.now();
    this.bytes = bytes;
    if (!this.scene?.isolines || !this.drawn) return;
    if (!all && now - this.traced < ISOLINES_MS) return;
    this.traced = now;
    const { isolines, map, plane } = this.scene;
    const { x, y, z } = blockMeans(bytes, map, plane, BLOCK, isolines);
    loadedPlotly().restyle(this.plot, { x: [x], y: [y], z: [z] }, [0]);
  }

  /**
   * @param {PlaneFrame} frame
   * @param {boolean} all
   */
  paint(frame, all) {
    const { inspected, scene } = this;
    if (!scene) return;
    this.frame = frame;
    this.findWrong(frame, all);
    const { map, units } = mapsOf(scene).of(frame);
    if (inspected) {
      const [columns, rows] = scene.unit_map;
      const start = inspected.unit * columns * rows;
      const bytes = units.subarray(start, start + columns * rows);
      this.paintMap(bytes, scene.unit_map, this.colors.unit, all);
    } else {
      this.paintMap(map, scene.map, this.colors.output, all);
      this.drawIsolines(map, all);
    }
  }

  /**
   * Find the examples that are to be ringed: a few times a second while a run plays.
   *
   * @param {PlaneFrame} frame
   * @param {boolean} all  now
   */
  findWrong(frame, all) {
    const now = performance.now();
    if (!all && now - this.ringed < RINGS_MS) return;
    this.ringed = now;
    const { nTraining, of } = this.examples;
    const { test } = this.choices.chosen;
    this.wrong = of(frame).filter((i) => test || i < nTraining);
    this.root.dataset.wrong = String(this.wrong.length);
  }

  /**
   * Paint a map: bytes of columns x rows pixels through a palette.
   *
   * @param {Uint8Array} bytes
   * @param {[columns: number, rows: number]} size
   * @param {Uint32Array} colors
   * @param {boolean} all
   */
  paintMap(bytes, [columns, rows], colors, all) {
    const { width, height } = this.pixels.canvas;
    if (width !== columns || height !== rows) this.pixels = new Pixels(columns, rows);
    this.pixels.paint(bytes, colors);
    this.place(all ? fit : fitAgain);
  }

  /** @param {Interest} interest */
  hear({ inspected, marks }) {
    if (marks !== undefined) this.mark(marks);
    if (inspected !== undefined) this.inspect(inspected);
  }

  /**
   * Show one unit's map large while it is looked at.
   *
   * @param {Interest["inspected"]} inspected
   */
  inspect(inspected) {
    this.inspected = inspected;
    this.title.textContent = inspected?.title ?? this.scene?.boundary_title ?? "";
    if (this.scene) this.colors.explain(this.scene, inspected);
    if (this.frame) this.paint(this.frame, !this.host.player.playing);
  }

  /** Put the map where the plane lies in the present range of the axes. */
  place(fitted = fit) {
    if (!this.scene) return;
    const { context, width, height } = fitted(this.canvas, BY_PROCESSOR);
    const [[x0, x1], [y0, y1]] = this.scene.plane;
    const range = this.range ?? this.scene.plane;
    const [[left, right], [bottom, top]] = range;
    const [xScale, yScale] = [width / (right - left), height / (top - bottom)];
    const [x, y] = [(x0 - left) * xScale, (top - y1) * yScale];
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "medium";
    if (this.marks) this.mark(this.marks);
    context.drawImage(this.pixels.canvas, x, y, (x1 - x0) * xScale, (y1 - y0) * yScale);
    const drawn = { width, height, size: this.pointSize };
    this.rings.paint(context, this.wrong, this.examples.x, range, drawn, this.colors.ring);
  }

  /**
   * A point was clicked: choose the training example that lies there, if one does.
   *
   * @param {number} x
   * @param {number} y
   */
  click(x, y) {
    const { x: places, nTraining } = this.examples;
    for (let i = 0; i < nTraining; i += 1)
      if (Math.hypot(places[2 * i] - x, places[2 * i + 1] - y) < 1e-6)
        return this.host.tell({ pick: { example: i } });
    return undefined;
  }

  /**
   * Mark an example, and draw what each of them adds to the gradient; null for nothing.
   *
   * @param {Marks | null} marks
   */
  mark(marks) {
    this.marks = marks;
    this.markCanvas.hidden = !marks || !this.scene;
    if (!marks || !this.scene) return;
    const { colors, plane } = this.scene;
    paintMarks(this.markCanvas, marks, this.examples.x, this.range ?? plane, colors);
  }

  async resize() {
    if (!this.scene) return;
    this.place();
    this.sketched.onAxes();
    if (this.listening) (await loadPlotly()).Plots.resize(this.plot);
  }
}
