// The network drawn: every unit with the map of what it responds to, every weight and bias as a
// line (color its sign, width its size).
//
// Three canvases on top of each other, as what changes differs: lines at the back, redrawn a few
// times a second (a weight moves little from one frame to the next, and curves are what costs a
// machine without a graphics card most), then what stands still, then the maps of every frame.

/** @import { Host, Interest, Light, PlaneFrame, PlaneScene } from "../types.d.ts" */
/** @import { Layout } from "./layout.js" */

import { cssValue, el, fit, fitAgain } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { lineKey } from "../color_key/line_key.js";
import { mapsOf } from "../maps.js";
import { palette } from "../palette.js";
import { Pixels } from "../pixels.js";
import { paintNames, paintUnitFrame, paintWeight, weightWidth } from "./drawing.js";
import { nearestLine } from "./geometry.js";
import { paintHighlight } from "./highlight.js";
import { biasesAreZero, inputBytes, layOut } from "./layout.js";
import { Tip } from "./tip.js";
import { UnitButtons } from "./unit_buttons.js";

needStyle("network.css", import.meta.url);

const LINES_MS = 80;
const FADED = "0.35"; // opacity of the other lines while one is pointed at
const INPUT_STEPS = 64; // pixels of an input unit's map
// Drawn by the processor: read often is what browsers take for a reason to do so.
const BY_PROCESSOR = { willReadFrequently: true };

export default class NetworkPanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    const hidden = { "aria-hidden": "true" };
    this.lineCanvas = el("canvas", {
      role: "img",
      "aria-label": _(
        "The network: a map in every unit of what it responds to, a line for every weight and bias",
      ),
    });
    this.stillCanvas = el("canvas", hidden);
    this.mapCanvas = el("canvas", hidden);
    this.lightCanvas = el("canvas", { ...hidden, class: "gn-light", hidden: true });
    /** @type {Light | null} */
    this.lit = null;
    /** @type {Layout["lines"][number] | null} The line that is pointed at. */
    this.pointed = null;
    this.linesPainted = Number.NEGATIVE_INFINITY;
    this.buttons = new UnitButtons(
      (...unit) => this.inspect(...unit),
      (unit) => host.tell({ pick: { unit } }),
    );
    this.tip = new Tip();
    /** @type {number | null} Index of the unit that is looked at. */
    this.unit = null;
    /** @type {PlaneScene | null} */
    this.scene = null;
    /** @type {Layout | null} */
    this.layout = null;
    /** @type {PlaneFrame | null} */
    this.frame = null;
    /** @type {Uint32Array} */
    this.palette = new Uint32Array();
    this.mapPixels = new Pixels(1, 1); // all units' maps, one below the other
    /** @type {Pixels[]} */
    this.inputs = [];
    this.colors = { ink: "", faint: "", panel: "", border: "" };
    this.root = el(
      "div",
      { class: "gn-network" },
      this.lineCanvas,
      this.stillCanvas,
      this.mapCanvas,
      this.lightCanvas,
      this.buttons.root,
      this.tip.root,
    );
    const words = _("every unit shows what it responds to; every line is a weight");
    this.zeros = el("span", { hidden: true }, _("; all biases are 0"));
    const title = el("h3", {}, _("Network"), el("small", {}, words, this.zeros));
    const middle = document.createDocumentFragment();
    this.key = el("div", {
      class: "gn-line-key",
      role: "group",
      "aria-label": _("What the lines mean"),
    });
    middle.append(title, this.key, this.root);
    this.parts = { middle };
    this.root.addEventListener("pointermove", (event) => this.point(event));
    this.root.addEventListener("pointerleave", () => {
      this.tip.hide();
      this.fade(null);
    });
    this.root.addEventListener("click", (event) => this.click(event));
  }

  /** @param {PlaneScene} scene */
  setScene(scene) {
    this.scene = scene;
    this.palette = palette(scene.unit_palette);
    this.frame = null;
    this.lit = null; // what was lit may not be there any more
    const [columns, rows] = scene.unit_map;
    const units = scene.sizes.slice(1).reduce((sum, n) => sum + n, 0);
    this.mapPixels = new Pixels(columns, rows * units);
    this.inputs = [new Pixels(INPUT_STEPS, 1), new Pixels(1, INPUT_STEPS)];
    const [x, y] = scene.plane.map((range) => inputBytes(range, INPUT_STEPS));
    this.inputs[0].paint(x, this.palette);
    this.inputs[1].paint(y.reverse(), this.palette); // from the top
    this.buttons.setScene(scene.sizes, scene.layers);
    this.key.replaceChildren(...lineKey(scene, weightWidth));
    this.layOut();
  }

  /** Place units and lines for the canvas's present size. */
  layOut() {
    if (!this.scene) return;
    const { width, height } = fit(this.lineCanvas, BY_PROCESSOR);
    this.layout = layOut(this.scene, width, height);
    this.colors = {
      ink: cssValue(this.root, "--gn-ink"),
      faint: cssValue(this.root, "--gn-muted"),
      panel: cssValue(this.root, "--gn-panel"),
      border: cssValue(this.root, "--gn-border"),
    };
    this.buttons.place(this.layout);
    this.paintStill();
    this.light(this.lit);
  }

  /** @param {Interest} interest */
  hear({ light }) {
    if (light !== undefined) this.light(light);
  }

  resize() {
    this.layOut();
    if (this.frame) this.paint(this.frame);
  }

  /**
   * Light what backprop by hand speaks of; null for nothing.
   *
   * @param {Light | null} lit
   */
  light(lit) {
    this.fade(null);
    this.lit = lit;
    if (!this.layout || !this.scene) return;
    const theta = this.frame?.theta ?? null;
    paintHighlight(this.lightCanvas, this.root, this.layout, lit, theta, this.scene);
  }

  /**
   * @param {number | null} unit
   * @param {string} [name]
   * @param {string} [activation]
   */
  inspect(unit, name = "", activation = "") {
    this.unit = unit;
    this.host.tell({
      inspected: unit === null ? null : { unit, title: `${name} · ${activation}` },
    });
    this.paintStill();
    if (!this.frame) return;
    this.paintMaps(this.frame, fit);
    this.showParameters(this.frame);
  }

  /**
   * Say the weights and the bias of the unit that is looked at.
   *
   * @param {PlaneFrame} frame
   */
  showParameters({ theta }) {
    if (this.unit === null || !this.layout) return this.tip.hide();
    const { clientWidth: width, clientHeight: height } = this.lineCanvas;
    this.tip.showUnit(this.layout, this.unit, theta, width, height);
  }

  /**
   * Paint a frame; `all` of it, or the lines only if it is time.
   *
   * @param {PlaneFrame} frame
   * @param {boolean} [all]
   */
  paint(frame, all = true) {
    if (!this.layout || !this.scene) return;
    this.frame = frame;
    const fitted = all ? fit : fitAgain;
    this.paintMaps(frame, fitted);
    if (this.unit !== null) this.showParameters(frame);
    const now = performance.now();
    if (!all && now - this.linesPainted < LINES_MS) return;
    this.linesPainted = now;
    this.zeros.hidden = !biasesAreZero(this.layout.lines, frame.theta);
    const { context, width, height } = fitted(this.lineCanvas, BY_PROCESSOR);
    context.clearRect(0, 0, width, height);
    for (const line of this.layout.lines)
      paintWeight(context, line, frame.theta[line.at], this.scene);
    if (this.pointed) this.paintPointed(this.pointed, frame, this.scene);
    if (all && this.lit) this.light(this.lit); // its numbers are the frame's
  }

  /**
   * @param {PlaneFrame} frame
   * @param {typeof fit} fitted  what fits the canvas
   */
  paintMaps(frame, fitted) {
    if (!this.layout || !this.scene) return;
    this.mapPixels.paint(mapsOf(this.scene).of(frame).units, this.palette);
    const { context: c } = fitted(this.mapCanvas, BY_PROCESSOR);
    c.imageSmoothingEnabled = true;
    const [columns, rows] = this.scene.unit_map;
    const {
      units,
      tile: { w, h },
    } = this.layout;
    for (const [i, { x, y }] of units.entries())
      c.drawImage(this.mapPixels.canvas, 0, i * rows, columns, rows, x - w / 2, y - h / 2, w, h);
  }

  /** Paint what no frame changes: the units' frames, the inputs, biases and names. */
  paintStill() {
    if (!this.layout || !this.scene) return;
    const { columns, tile, units } = this.layout;
    const { context: c, width, height } = fit(this.stillCanvas);
    c.clearRect(0, 0, width, height);
    const maps = fit(this.mapCanvas, BY_PROCESSOR);
    maps.context.clearRect(0, 0, maps.width, maps.height);
    for (const unit of columns[0]) {
      paintUnitFrame(c, unit, tile, this.colors, false);
      const [left, top] = [unit.x - tile.w / 2, unit.y - tile.h / 2];
      c.drawImage(this.inputs[unit.i].canvas, left, top, tile.w, tile.h);
    }
    for (const [i, unit] of units.entries())
      paintUnitFrame(c, unit, tile, this.colors, i === this.unit);
    const labels = paintNames(c, this.layout, this.scene, this.colors, height);
    this.stillCanvas.dataset.labels = JSON.stringify(labels); // tests ask where texts stand
  }

  /**
   * Say what the pointer is on: the weight of the nearest line.
   *
   * @param {PointerEvent} event
   */
  point(event) {
    if (this.unit !== null) return;
    const isMap = event.target === this.mapCanvas;
    if (!isMap) this.fade(null);
    if (!this.frame || !isMap) return this.tip.hide();
    const { line, x, y } = this.nearest(event);
    this.fade(line);
    this.root.style.cursor = line ? "pointer" : "";
    if (!line) return this.tip.hide();
    this.tip.showWeight(line, this.frame.theta, x, y, this.lineCanvas.clientWidth);
  }

  /**
   * Let all lines but one fade; none to end it, and where backprop by hand has lit some.
   *
   * @param {Layout["lines"][number] | null} line
   */
  fade(line) {
    if (this.lit || line === this.pointed) return;
    this.pointed = line;
    this.lineCanvas.style.opacity = line ? FADED : "";
    this.lightCanvas.hidden = !line;
    if (line && this.frame && this.scene) this.paintPointed(line, this.frame, this.scene);
  }

  /**
   * @param {Layout["lines"][number]} line
   * @param {PlaneFrame} frame
   * @param {PlaneScene} scene
   */
  paintPointed(line, { theta }, scene) {
    const { context, width, height } = fit(this.lightCanvas);
    context.clearRect(0, 0, width, height);
    paintWeight(context, line, theta[line.at], scene);
  }

  /**
   * Return the line that an event of the pointer means, if any, and where it was.
   *
   * @param {MouseEvent} event
   */
  nearest(event) {
    const box = this.mapCanvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { line: nearestLine(this.layout?.lines ?? [], x, y), x, y };
  }

  /**
   * A click on a line looks at its weight more closely.
   *
   * @param {MouseEvent} event
   */
  click(event) {
    if (!this.frame || event.target !== this.mapCanvas) return;
    const { line } = this.nearest(event);
    if (line) this.host.tell({ pick: { index: line.at } });
  }
}
