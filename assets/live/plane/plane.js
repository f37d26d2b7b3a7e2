// The plane of the inputs: the map of an output or of one unit as pixels on a canvas, beneath
// Plotly's axes and points. The canvas is painted before Plotly has even been loaded.

import { cssValue, el, fit } from "../../shared/dom.js";
import { CONFIG, loadPlotly, themed } from "../../shared/plotly.js";
import { averaged } from "../averaged.js";
import { floats } from "../protocol.js";

const TRACE_MS = 500;
const BLOCK = 3; // pixels of the map to one point of its lines, each way

export class PlaneView {
  /** @param onExample number -> void: a training example was clicked */
  constructor(onExample) {
    this.onExample = onExample;
    this.title = el("h3", {}, "");
    this.canvas = el("canvas", {
      role: "img",
      "aria-label": "Map of what the network says over the plane",
    });
    this.plot = el("div", { class: "gn-plot" });
    this.markCanvas = el("canvas", { "aria-hidden": "true", class: "gn-marks", hidden: true });
    this.marks = null;
    this.holder = el("div", { class: "gn-plane" }, this.canvas, this.plot, this.markCanvas);
    this.root = el("section", { class: "gn-boundary" }, this.title, this.holder);
    this.source = document.createElement("canvas");
    this.traced = 0;
  }

  setScene(scene) {
    this.scene = scene;
    this.title.textContent = scene.boundary_title;
    this.range = null;
    this.drawn = false;
    const { l, r, t, b } = scene.boundary.layout.margin;
    for (const { style } of [this.canvas, this.markCanvas])
      Object.assign(style, {
        left: `${l}px`,
        top: `${t}px`,
        width: `calc(100% - ${l + r}px)`,
        height: `calc(100% - ${t + b}px)`,
      });
    this.examples = floats(scene.examples);
    this.holder.style.setProperty("--gn-x-margins", `${l + r}px`);
    this.holder.style.setProperty("--gn-y-margins", `${t + b}px`);
    this.draw();
  }

  /** Draw axes and points; once a scene, and when theme or size change. */
  async draw() {
    const scene = this.scene;
    const Plotly = await loadPlotly();
    if (scene !== this.scene || !this.plot.isConnected) return;
    const layout = themed(structuredClone(scene.boundary.layout), this.plot);
    if (this.range) [layout.xaxis.range, layout.yaxis.range] = this.range;
    await Plotly.react(this.plot, structuredClone(scene.boundary.data), layout, CONFIG);
    this.drawn = true;
    if (this.bytes) this.trace(this.bytes, true);
    if (this.listening) return;
    this.listening = true;
    this.plot.on("plotly_click", ({ points: [{ x, y }] }) => this.click(x, y));
    for (const event of ["plotly_relayout", "plotly_relayouting"])
      this.plot.on(event, () => {
        const { xaxis, yaxis } = this.plot.layout;
        this.range = [[...xaxis.range], [...yaxis.range]];
        this.place();
      });
  }

  /** Lines of equal output, as the first trace of the figure: now and then while a run plays. */
  trace(bytes, all) {
    const { isolines, map, plane } = this.scene;
    const now = performance.now();
    this.bytes = bytes;
    if (!isolines || !this.drawn || (!all && now - this.traced < TRACE_MS)) return;
    this.traced = now;
    const { x, y, z } = averaged(bytes, map, plane, BLOCK, isolines);
    window.Plotly.restyle(this.plot, { x: [x], y: [y], z: [z] }, [0]);
  }

  /** Paint a map: bytes of columns x rows pixels through a palette. */
  paint(bytes, [columns, rows], palette) {
    if (this.source.width !== columns || this.source.height !== rows || !this.pixels) {
      [this.source.width, this.source.height] = [columns, rows];
      this.pixels = new ImageData(columns, rows);
      this.words = new Uint32Array(this.pixels.data.buffer);
    }
    for (let i = 0; i < bytes.length; i += 1) this.words[i] = palette[bytes[i]];
    this.source.getContext("2d").putImageData(this.pixels, 0, 0);
    this.place();
  }

  /** Put the map where the plane lies in the present range of the axes. */
  place() {
    const { context, width, height } = fit(this.canvas);
    const [[x0, x1], [y0, y1]] = this.scene.plane;
    const [[left, right], [bottom, top]] = this.range ?? this.scene.plane;
    const [xScale, yScale] = [width / (right - left), height / (top - bottom)];
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "medium";
    if (this.marks) this.paintMarks();
    context.drawImage(
      this.source,
      (x0 - left) * xScale,
      (top - y1) * yScale,
      (x1 - x0) * xScale,
      (y1 - y0) * yScale,
    );
  }

  /** A point was clicked: the training example that lies there, if one does. */
  click(x, y) {
    const { examples } = this;
    for (let i = 0; 2 * i < examples.length; i += 1)
      if (Math.hypot(examples[2 * i] - x, examples[2 * i + 1] - y) < 1e-6) return this.onExample(i);
    return undefined;
  }

  /** Mark an example, and draw the votes of all of them: the larger the louder; null for nothing. */
  mark(marks) {
    this.marks = marks;
    this.paintMarks();
  }

  paintMarks() {
    this.markCanvas.hidden = !this.marks || !this.scene;
    if (this.markCanvas.hidden) return;
    const { context: c, width, height } = fit(this.markCanvas);
    c.clearRect(0, 0, width, height);
    const [[left, right], [bottom, top]] = this.range ?? this.scene.plane;
    const place = (i) => [
      ((this.examples[2 * i] - left) / (right - left)) * width,
      ((top - this.examples[2 * i + 1]) / (top - bottom)) * height,
    ];
    const votes = this.marks.votes ? floats(this.marks.votes) : [];
    if (votes.length) {
      // The loud votes are what matters: all else turns pale.
      c.fillStyle = "rgb(255 255 255 / 55%)";
      c.fillRect(0, 0, width, height);
    }
    votes.forEach((vote, i) => {
      const [x, y] = place(i);
      c.globalAlpha = 0.85;
      Object.assign(c, {
        fillStyle: this.scene.colors[vote > 0 ? 1 : 0],
        strokeStyle: "white",
        lineWidth: 1,
      });
      c.beginPath();
      c.arc(x, y, 1.5 + 9 * Math.sqrt(Math.abs(vote)), 0, 7);
      c.fill();
      c.stroke();
    });
    c.globalAlpha = 1;
    const { example } = this.marks;
    if (example === null || example === undefined) return;
    const [x, y] = place(example);
    for (const [color, wide] of [
      ["white", 6],
      [cssValue(this.root, "--gn-accent"), 3],
    ]) {
      Object.assign(c, { strokeStyle: color, lineWidth: wide });
      c.beginPath();
      c.arc(x, y, 9, 0, 7);
      c.stroke();
    }
  }

  async resize() {
    if (!this.scene) return;
    this.place();
    if (this.listening) (await loadPlotly()).Plots.resize(this.plot);
  }
}
