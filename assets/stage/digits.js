// Digits: the pictures of the hidden units, the wall of examples, the table of confusions.

import { el, fit, cssValue } from "./dom.js";

const GAP = 6; // between pictures, in pixels
const CLASSES = 10;
const UPDATE_MS = 100; // the table's numbers cannot be read faster
const WRONG = "#d6604d";

export class DigitsView {
  /** @param palette 256 pixels for the bytes of a weight */
  constructor() {
    this.units = el("canvas", { role: "img", "aria-label": "The weights into each hidden unit, as pictures" });
    this.unitsTitle = el("small");
    this.middle = el("section", { class: "gn-digit-units" },
      el("h3", {}, "Hidden units", this.unitsTitle), el("div", { class: "gn-fill" }, this.units));
    this.wall = el("canvas", { role: "img", "aria-label": "A hundred digits; those read wrong are framed" });
    this.wallTitle = el("small");
    this.tip = el("p", { class: "gn-wall-tip", role: "status" });
    this.table = el("table", { "aria-label": "Table of confusions" });
    this.tableTitle = el("small");
    this.below = el("div", { class: "gn-digit-below" },
      el("section", {}, el("h3", {}, "On the wall", this.wallTitle),
        el("div", { class: "gn-wall" }, this.wall), this.tip),
      el("section", { class: "gn-confusion" }, el("h3", {}, "What is taken for what", this.tableTitle), this.table));
    this.wall.addEventListener("pointermove", (event) => this.point(event));
    this.wall.addEventListener("pointerleave", () => { this.tip.textContent = ""; });
    this.middle.hidden = this.below.hidden = true;
  }

  setScene({ digits }, palette) {
    this.middle.hidden = this.below.hidden = !digits;
    this.digits = digits;
    if (!digits) return;
    this.palette = palette;
    this.unitsTitle.textContent = "the weights of each: blue wants ink there, red wants none";
    this.wallTitle.textContent = `${digits.part} examples; framed where it is wrong, with what it says`;
    this.tableTitle.textContent = `${digits.n.toLocaleString("en")} ${digits.part} examples; across: what is said`;
    this.images = digits.pixels.map((pixels) => grey(pixels, digits.side));
    this.cells = Array.from({ length: CLASSES }, () => Array.from({ length: CLASSES }, () => el("td")));
    const digit = (i) => el("th", { scope: "col" }, String(i));
    this.table.replaceChildren(
      el("thead", {}, el("tr", {}, el("td"), ...Array.from({ length: CLASSES }, (_, i) => digit(i)))),
      el("tbody", {}, ...this.cells.map((row, i) => el("tr", {}, el("th", { scope: "row" }, String(i)), ...row))));
    this.source = document.createElement("canvas");
    this.source.width = digits.shown_side;
    this.source.height = digits.shown_side * digits.n_pictures;
    this.pixels = new ImageData(this.source.width, this.source.height);
    this.words = new Uint32Array(this.pixels.data.buffer);
  }

  paint(frame, all) {
    if (!this.digits) return;
    this.frame = frame;
    this.paintUnits(frame);
    const now = performance.now();
    if (!all && now - this.painted < UPDATE_MS) return;
    this.painted = now;
    this.paintWall(frame);
    this.paintTable(frame);
  }

  paintUnits({ pictures }) {
    for (let i = 0; i < pictures.length; i += 1) this.words[i] = this.palette[pictures[i]];
    this.source.getContext("2d").putImageData(this.pixels, 0, 0);
    const { context, width, height } = fit(this.units);
    const { n_pictures: n, shown_side: side } = this.digits;
    const columns = columnsFor(n, width, height);
    const size = Math.min((width + GAP) / columns, (height + GAP) / Math.ceil(n / columns)) - GAP;
    const left = (width + GAP - columns * (size + GAP)) / 2;
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
    for (let unit = 0; unit < n; unit += 1)
      context.drawImage(this.source, 0, unit * side, side, side, left + (unit % columns) * (size + GAP),
        Math.floor(unit / columns) * (size + GAP), size, size);
  }

  /** Rows and columns of the wall, and the side of a digit. */
  get grid() {
    const { clientWidth: width } = this.wall;
    const columns = Math.min(20, this.images.length);
    return { columns, size: width / columns, rows: Math.ceil(this.images.length / columns) };
  }

  paintWall({ said }) {
    const { columns, size, rows } = this.grid;
    this.wall.style.height = `${rows * size}px`;
    const { context } = fit(this.wall);
    context.clearRect(0, 0, columns * size, rows * size);
    context.imageSmoothingEnabled = true;
    this.images.forEach((image, i) => {
      const [x, y] = [(i % columns) * size, Math.floor(i / columns) * size];
      context.drawImage(image, x + 1, y + 1, size - 2, size - 2);
      if (said[i] === this.digits.labels[i]) return;
      context.strokeStyle = WRONG;
      context.lineWidth = 3;
      context.strokeRect(x + 1.5, y + 1.5, size - 3, size - 3);
      context.font = `700 ${Math.round(size * 0.42)}px 'Source Sans', sans-serif`;
      context.textAlign = "right";
      context.textBaseline = "bottom";
      context.lineWidth = 3;
      context.strokeStyle = "white";
      context.strokeText(String(said[i]), x + size - 4, y + size - 1);
      context.fillStyle = WRONG;
      context.fillText(String(said[i]), x + size - 4, y + size - 1);
    });
  }

  paintTable({ confusion }) {
    const ink = cssValue(this.below, "--gn-ink");
    for (let row = 0; row < CLASSES; row += 1) {
      const counts = confusion.subarray(row * CLASSES, (row + 1) * CLASSES);
      const total = counts.reduce((sum, n) => sum + n, 0) || 1;
      counts.forEach((n, column) => {
        const cell = this.cells[row][column];
        const share = n / total;
        cell.textContent = n ? String(n) : "·";
        const colour = row === column ? "#149a70" : WRONG;
        const strength = row === column ? 60 * share : Math.min(85, 600 * share);
        cell.style.background = n ? `color-mix(in srgb, ${colour} ${strength}%, transparent)` : "";
        cell.style.color = n ? ink : "";
      });
    }
  }

  /** Say of the digit under the pointer what it is, what is said of it, and how surely. */
  point(event) {
    if (!this.frame) return;
    const { columns, size } = this.grid;
    const i = Math.floor(event.offsetY / size) * columns + Math.floor(event.offsetX / size);
    const label = this.digits.labels[i];
    if (label === undefined) return;
    const sure = ((100 * this.frame.sure[i]) / 255).toFixed(0);
    this.tip.textContent = `A ${label}, read as ${this.frame.said[i]}: its output is ${sure} %.`;
  }

  resize() {
    if (this.frame && this.digits) this.paint(this.frame, true);
  }
}

/** As many columns as make the pictures largest. */
function columnsFor(n, width, height) {
  const size = (columns) => Math.min(width / columns, height / Math.ceil(n / columns));
  return Array.from({ length: n }, (_, i) => i + 1).reduce((best, one) => (size(one) > size(best) ? one : best), 1);
}

/** A canvas with one digit: dark ink on white paper. */
function grey(pixels, side) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [side, side];
  const image = new ImageData(side, side);
  const words = new Uint32Array(image.data.buffer);
  pixels.forEach((value, i) => {
    const light = 255 - value;
    words[i] = (255 << 24) | (light << 16) | (light << 8) | light;
  });
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}
