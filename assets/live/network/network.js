// The network drawn: every unit with the map of what it responds to, every weight and bias as a
// line (color its sign, width its size).
//
// Three canvases on top of each other, as what changes differs: lines at the back, redrawn a few
// times a second (a weight moves little from one frame to the next, and curves are what costs a
// machine without a graphics card most), then what stands still, then the maps of every frame.

import { cssValue, el, fit } from "../../shared/dom.js";
import { formatWeight } from "../../shared/format.js";
import { distance, NEAR } from "./geometry.js";
import { paintLight } from "./highlight.js";

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const subscript = (n) => String(n).replace(/\d/g, (digit) => SUBSCRIPTS[digit]);
const BIAS_RADIUS = 8;
const LINES_MS = 80;

export class NetworkView {
  /**
   * @param onInspect unit index or null -> void: a unit is looked at, or no longer
   * @param onPick    { index } or { unit: [layer, unit] } -> void: a weight or a unit was clicked
   */
  constructor(onInspect, onPick) {
    this.onInspect = onInspect;
    this.onPick = onPick;
    this.lineCanvas = el("canvas", {
      role: "img",
      "aria-label":
        "The network: a map in every unit of what it responds to, a line for every weight and bias",
    });
    this.stillCanvas = el("canvas", { "aria-hidden": "true" });
    this.mapCanvas = el("canvas", { "aria-hidden": "true" });
    this.lightCanvas = el("canvas", { "aria-hidden": "true", class: "gn-light", hidden: true });
    this.lit = null;
    this.linesPainted = 0;
    this.overlay = el("div", { class: "gn-units" });
    this.tip = el("div", { class: "gn-tip", role: "tooltip", id: "gn-tip", hidden: true });
    this.unit = null; // index of the unit that is looked at
    this.root = el(
      "div",
      { class: "gn-network" },
      this.lineCanvas,
      this.stillCanvas,
      this.mapCanvas,
      this.lightCanvas,
      this.overlay,
      this.tip,
    );
    this.root.addEventListener("pointermove", (event) => this.point(event));
    this.root.addEventListener("pointerleave", () => this.hideTip());
    this.root.addEventListener("click", (event) => this.click(event));
    this.atlas = document.createElement("canvas");
  }

  setScene(scene, palette) {
    Object.assign(this, { scene, palette });
    const [columns, rows] = scene.unit_map;
    this.nUnits = scene.sizes.slice(1).reduce((sum, n) => sum + n, 0);
    this.atlas.width = columns;
    this.atlas.height = rows * this.nUnits;
    this.pixels = new ImageData(columns, rows * this.nUnits);
    this.words = new Uint32Array(this.pixels.data.buffer);
    this.inputs = [0, 1].map((axis) => this.inputMap(axis));
    this.layOut();
    this.makeButtons();
  }

  /** What an input unit responds to: itself, over the plane. */
  inputMap(axis) {
    const [low, high] = this.scene.plane[axis];
    const top = Math.max(Math.abs(low), Math.abs(high));
    const canvas = document.createElement("canvas");
    const steps = 64;
    [canvas.width, canvas.height] = axis === 0 ? [steps, 1] : [1, steps];
    const image = new ImageData(canvas.width, canvas.height);
    const words = new Uint32Array(image.data.buffer);
    for (let i = 0; i < steps; i += 1) {
      const share = (low + ((high - low) * (i + 0.5)) / steps) / top;
      words[axis === 0 ? i : steps - 1 - i] = this.palette[Math.round(127 + 127 * share)];
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
    return canvas;
  }

  /** Place units and lines for the canvas's present size. */
  layOut() {
    if (!this.scene) return;
    const { width, height } = fit(this.lineCanvas, { willReadFrequently: true });
    const { sizes, biases } = this.scene;
    const most = Math.max(
      ...sizes.map((n, layer) => n + (biases && layer < sizes.length - 1 ? 0.7 : 0)),
    );
    const labels = 26;
    const side = Math.min(62, ((height - labels) / most) * 0.74, (width / sizes.length) * 0.5);
    const tile = { w: side, h: side * 0.75 };
    const left = 30 + tile.w / 2;
    const right = width - 34 - tile.w / 2;
    const pitch = Math.min((height - labels) / most, side * 1.75);
    this.tile = tile;
    this.units = [];
    this.biases = [];
    this.columns = sizes.map((n, layer) => {
      const x = left + ((right - left) * layer) / (sizes.length - 1);
      const hasBias = biases && layer < sizes.length - 1;
      const span = (n - 1 + (hasBias ? 0.8 : 0)) * pitch;
      const top = (height - labels) / 2 - span / 2;
      const column = Array.from({ length: n }, (_, i) => ({ x, y: top + i * pitch, layer, i }));
      if (hasBias) this.biases.push({ x, y: top + (n - 0.2) * pitch, layer });
      return column;
    });
    this.lines = [];
    let at = 0;
    for (let layer = 1; layer < sizes.length; layer += 1) {
      const targets = this.columns[layer];
      for (const from of this.columns[layer - 1])
        for (const to of targets) {
          const name = `W${subscript(layer)}[${from.i + 1},${to.i + 1}]`;
          this.lines.push({
            at,
            name,
            to,
            layer,
            ...this.curve(from.x + tile.w / 2, from.y, to, 0),
          });
          at += 1;
        }
      const bias = this.biases[layer - 1];
      for (const to of biases ? targets : []) {
        const name = `b${subscript(layer)}[${to.i + 1}]`;
        this.lines.push({
          at,
          name,
          to,
          layer,
          isBias: true,
          ...this.curve(bias.x + BIAS_RADIUS, bias.y, to, tile.h * 0.3),
        });
        at += 1;
      }
    }
    this.colors = {
      ink: cssValue(this.root, "--gn-ink"),
      faint: cssValue(this.root, "--gn-muted"),
      panel: cssValue(this.root, "--gn-panel"),
      border: cssValue(this.root, "--gn-border"),
    };
    this.placeButtons();
    this.paintStill();
    this.light(this.lit);
  }

  /** Light what backprop by hand speaks of; null for nothing. */
  light(lit) {
    this.lit = lit;
    if (this.columns) paintLight(this, this.lightCanvas, lit);
  }

  curve(x0, y0, to, down) {
    const x1 = to.x - this.tile.w / 2;
    return { x0, y0, x1, y1: to.y + down, bend: (x1 - x0) * 0.45 };
  }

  makeButtons() {
    const { sizes, layers } = this.scene;
    this.buttons = [];
    let unit = 0;
    for (let layer = 1; layer < sizes.length; layer += 1)
      for (let i = 0; i < sizes[layer]; i += 1) {
        const last = layer === sizes.length - 1;
        const name = last
          ? sizes[layer] > 1
            ? `Output unit ${i + 1}, class ${i}`
            : "Output unit"
          : `Unit ${i + 1} of hidden layer ${layer}`;
        const index = unit;
        const inspect = () => this.inspect(index, name, layers[layer - 1]);
        const leave = () => this.inspect(null);
        this.buttons.push(
          el("button", {
            type: "button",
            "aria-label": name,
            "aria-describedby": "gn-tip",
            onpointerenter: inspect,
            onfocus: inspect,
            onpointerleave: leave,
            onblur: leave,
            onclick: () => this.onPick({ unit: [layer, i] }),
          }),
        );
        unit += 1;
      }
    this.overlay.replaceChildren(...this.buttons);
    this.placeButtons();
  }

  placeButtons() {
    if (!this.buttons) return;
    this.columns
      .slice(1)
      .flat()
      .forEach(({ x, y }, i) => {
        const { w, h } = this.tile;
        Object.assign(this.buttons[i]?.style ?? {}, {
          left: `${x - w / 2}px`,
          top: `${y - h / 2}px`,
          width: `${w}px`,
          height: `${h}px`,
        });
      });
  }

  inspect(unit, name, activation) {
    this.unit = unit;
    this.onInspect(unit, name, activation);
    this.paintStill();
    if (!this.frame) return;
    this.paintMaps(this.frame);
    this.showParameters();
  }

  /** Say the weights and the bias of the unit that is looked at. */
  showParameters() {
    if (this.unit === null) return this.hideTip();
    const unit = this.columns.slice(1).flat()[this.unit];
    const values = this.lines
      .filter(({ to }) => to === unit)
      .map(({ name, at }) => `${name} = ${formatWeight(this.frame.theta[at])}`);
    const below = unit.y < this.lineCanvas.clientHeight / 2;
    this.showTip(
      values.join("\n"),
      unit.x - this.tile.w / 2,
      below ? unit.y + this.tile.h / 2 + 8 : unit.y - this.tile.h / 2 - 16 - 19 * values.length,
    );
  }

  showTip(text, x, y) {
    this.tip.textContent = text;
    this.tip.hidden = false;
    this.tip.style.transform = `translate(${Math.min(x, this.lineCanvas.clientWidth - 150)}px, ${y}px)`;
  }

  /** Return the pixels of one unit's map in a frame. */
  unitMap(frame, unit) {
    const size = this.scene.unit_map[0] * this.scene.unit_map[1];
    return frame.units.subarray(unit * size, (unit + 1) * size);
  }

  /** Paint a frame; `all` of it, or the lines only if it is time. */
  paint(frame, all = true) {
    if (!frame || !this.columns) return;
    this.frame = frame;
    this.paintMaps(frame);
    if (this.unit !== null) this.showParameters();
    const now = performance.now();
    if (!all && now - this.linesPainted < LINES_MS) return;
    this.linesPainted = now;
    const { context, width, height } = fit(this.lineCanvas, { willReadFrequently: true });
    context.clearRect(0, 0, width, height);
    for (const line of this.lines) this.paintLine(context, line, frame.theta[line.at]);
  }

  paintMaps(frame) {
    const { scene, tile, words, palette } = this;
    for (let i = 0; i < frame.units.length; i += 1) words[i] = palette[frame.units[i]];
    this.atlas.getContext("2d").putImageData(this.pixels, 0, 0);
    const { context } = fit(this.mapCanvas);
    context.imageSmoothingEnabled = true;
    const [columns, rows] = scene.unit_map;
    this.columns
      .slice(1)
      .flat()
      .forEach(({ x, y }, unit) => {
        context.drawImage(
          this.atlas,
          0,
          unit * rows,
          columns,
          rows,
          x - tile.w / 2,
          y - tile.h / 2,
          tile.w,
          tile.h,
        );
      });
  }

  /** Paint what no frame changes: the units' frames, the inputs, biases and names. */
  paintStill() {
    const { tile, colors } = this;
    const { context: c, width, height } = fit(this.stillCanvas);
    c.clearRect(0, 0, width, height);
    const maps = fit(this.mapCanvas);
    maps.context.clearRect(0, 0, maps.width, maps.height);
    this.columns.flat().forEach(({ x, y, layer, i }, unit) => {
      const [left, top] = [x - tile.w / 2, y - tile.h / 2];
      const looked = layer > 0 && unit - this.columns[0].length === this.unit;
      c.fillStyle = colors.panel;
      c.strokeStyle = looked ? colors.ink : colors.border;
      c.lineWidth = looked ? 2.5 : 1;
      c.beginPath();
      c.roundRect(left - 2.5, top - 2.5, tile.w + 5, tile.h + 5, 6);
      c.fill();
      c.stroke();
      if (layer === 0) c.drawImage(this.inputs[i], left, top, tile.w, tile.h);
    });
    this.paintText(c, height);
  }

  paintLine(c, line, w) {
    const size = Math.abs(w);
    if (size < 1e-6) return;
    c.globalAlpha = 0.25 + 0.65 * (1 - Math.exp(-size));
    c.strokeStyle = this.scene.colors[w > 0 ? 1 : 0];
    c.lineWidth = 0.6 + 7 * (1 - Math.exp(-size / 5));
    c.beginPath();
    c.moveTo(line.x0, line.y0);
    c.bezierCurveTo(line.x0 + line.bend, line.y0, line.x1 - line.bend, line.y1, line.x1, line.y1);
    c.stroke();
    c.globalAlpha = 1;
  }

  paintText(c, height) {
    const { tile, colors, scene } = this;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.font = "600 11px 'Source Sans', sans-serif";
    for (const { x, y } of this.biases) {
      c.fillStyle = colors.panel;
      c.strokeStyle = colors.faint;
      c.lineWidth = 1;
      c.beginPath();
      c.arc(x, y, BIAS_RADIUS, 0, 7);
      c.fill();
      c.stroke();
      c.fillStyle = colors.faint;
      c.fillText("1", x, y + 0.5);
    }
    c.fillStyle = colors.ink;
    c.font = "italic 15px 'Source Sans', sans-serif";
    for (const { x, y, i } of this.columns[0])
      c.fillText(scene.inputs[i] ? "" : `x${subscript(i + 1)}`, x - tile.w / 2 - 16, y);
    for (const { x, y, i } of this.columns[this.columns.length - 1])
      c.fillText(`ŷ${subscript(i + 1)}`, x + tile.w / 2 + 18, y);
    c.font = "12px 'Source Sans', sans-serif";
    c.fillStyle = colors.faint;
    for (const { x, y, i } of this.columns[0])
      c.fillText(scene.inputs[i] ?? "", x, y - tile.h / 2 - 10);
    const roomy = this.columns[1][0].x - this.columns[0][0].x > 115;
    this.columns.forEach((column, layer) => {
      const kind =
        layer === 0 ? "input" : layer === scene.sizes.length - 1 ? "output" : `layer ${layer}`;
      c.fillText(
        roomy && layer ? `${kind} · ${scene.layers[layer - 1]}` : kind,
        column[0].x,
        height - 9,
      );
    });
  }

  /** Say what the pointer is on: the weight of the nearest line. */
  point(event) {
    if (this.unit !== null) return;
    if (!this.frame || event.target !== this.mapCanvas) return this.hideTip();
    const { best, x, y } = this.nearest(event);
    this.root.style.cursor = best ? "pointer" : "";
    if (!best) return this.hideTip();
    this.showTip(`${best.name} = ${formatWeight(this.frame.theta[best.at])}`, x + 14, y - 34);
  }

  /** The line that an event of the pointer means, if any, and where it was. */
  nearest(event) {
    const box = this.mapCanvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let least = NEAR;
    for (const line of this.lines) {
      const away = distance(line, x, y);
      if (away < least) [best, least] = [line, away];
    }
    return { best, x, y };
  }

  /** A click on a line looks at its weight more closely. */
  click(event) {
    if (!this.frame || event.target !== this.mapCanvas) return;
    const { best } = this.nearest(event);
    if (best) this.onPick({ index: best.at });
  }

  hideTip() {
    this.tip.hidden = true;
  }
}
