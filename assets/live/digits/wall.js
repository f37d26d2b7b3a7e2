// A wall of examples: the first hundred, those read wrong in a frame, or only the wrong ones,
// the surest mistake first.

import { cssValue, el, fit } from "../../shared/dom.js";
import { digitsOf } from "../pictures.js";

const WRONG = "#d6604d";
const NARROW = 500; // pixels, below which pictures would be too small
const CAPTION = 20; // pixels under a mistake
const WALLS = [
  ["first", "First 100"],
  ["wrong", "How it went wrong"],
];

export class Wall {
  /** @param onChoose name of a wall -> void */
  constructor(onChoose) {
    this.name = "first";
    this.canvas = el("canvas", {
      role: "img",
      "aria-label": "A hundred digits; those read wrong are framed",
    });
    this.tip = el("p", { class: "gn-wall-tip", role: "status" });
    this.title = el("small");
    this.buttons = WALLS.map(([name, label]) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(name === this.name),
          onclick: () => this.choose(name, onChoose),
        },
        label,
      ),
    );
    this.root = el(
      "section",
      {},
      el("h3", {}, "On the wall", this.title),
      el(
        "div",
        { class: "gn-choice", role: "group", "aria-label": "On the wall" },
        ...this.buttons,
      ),
      el("div", { class: "gn-wall" }, this.canvas),
      this.tip,
    );
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerdown", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => {
      this.tip.textContent = "";
    });
  }

  choose(name, onChoose) {
    this.name = name;
    for (const [i, button] of this.buttons.entries())
      button.setAttribute("aria-pressed", String(WALLS[i][0] === name));
    onChoose(name);
    if (this.frame) this.paint(this.frame, this.wrong);
  }

  setScene({ part, pixels, labels, side }) {
    Object.assign(this, { part, side, labels });
    this.images = digitsOf(pixels, side);
    this.wrong = null;
  }

  /** What is on the wall: images, labels, what is said, and how surely from 0 to 1. */
  get shown() {
    if (this.name === "first")
      return {
        images: this.images,
        labels: this.labels,
        said: this.frame.said,
        sure: Array.from(this.frame.sure, (byte) => byte / 255),
      };
    if (!this.wrong) return { images: [], labels: [], said: [], sure: [] };
    const { labels, said, value } = this.wrong;
    return { images: this.wrongImages, labels, said, sure: value };
  }

  /** @param wrong the examples that are read wrong, where they are wished for */
  paint(frame, wrong) {
    this.frame = frame;
    if (wrong && wrong !== this.wrong) this.wrongImages = digitsOf(wrong.pixels, this.side);
    if (wrong) this.wrong = wrong;
    const { images, labels, said, sure } = this.shown;
    this.title.textContent = this.words(images.length);
    const { size, step, rows, columns } = this.grid;
    this.canvas.style.height = `${rows * step}px`;
    const { context, width } = fit(this.canvas);
    const ink = cssValue(this.root, "--gn-ink");
    context.clearRect(0, 0, width, rows * step);
    context.imageSmoothingEnabled = true;
    images.forEach((image, i) => {
      const [x, y] = [(i % columns) * size, Math.floor(i / columns) * step];
      context.drawImage(image, x + 1, y + 1, size - 2, size - 2);
      if (said[i] === labels[i]) return;
      this.frameIn(context, x, y, size);
      if (step === size) this.mark(context, x, y, size, String(said[i]));
      else
        this.caption(
          context,
          x + size / 2,
          y + step,
          `${labels[i]} → ${said[i]}  ${(100 * sure[i]).toFixed(0)} %`,
          ink,
        );
    });
  }

  words(n) {
    if (this.name === "first")
      return `${this.part} examples; framed where it is wrong, with what it says`;
    if (!this.wrong) return "";
    if (!this.wrong.n) return `it reads all ${this.part} examples right`;
    return (
      `${this.wrong.n.toLocaleString("en")} of the ${this.part} examples, the surest mistake first` +
      (n < this.wrong.n ? `; the first ${n}` : "")
    );
  }

  frameIn(context, x, y, size) {
    Object.assign(context, { lineWidth: 3, strokeStyle: WRONG });
    context.strokeRect(x + 1.5, y + 1.5, size - 3, size - 3);
  }

  caption(context, x, y, text, fillStyle) {
    Object.assign(context, {
      font: "13px 'Source Sans', sans-serif",
      textAlign: "center",
      textBaseline: "bottom",
      fillStyle,
    });
    context.fillText(text, x, y - 2);
  }

  mark(context, x, y, size, said) {
    Object.assign(context, {
      font: `700 ${Math.round(size * 0.42)}px 'Source Sans', sans-serif`,
      textAlign: "right",
      textBaseline: "bottom",
      strokeStyle: "white",
      fillStyle: WRONG,
    });
    context.strokeText(said, x + size - 4, y + size - 1);
    context.fillText(said, x + size - 4, y + size - 1);
  }

  /** Rows and columns, and the side of a digit. */
  get grid() {
    const n = Math.max(1, this.shown.images.length);
    const { clientWidth: width } = this.canvas;
    const wrong = this.name === "wrong";
    const columns = (wrong ? 8 : 20) / (width < NARROW ? 2 : 1);
    const size = width / columns;
    return { columns, size, step: size + (wrong ? CAPTION : 0), rows: Math.ceil(n / columns) };
  }

  /** Say of the digit under the pointer what it is, what is said of it, and how surely. */
  point({ offsetX, offsetY }) {
    if (!this.frame) return;
    const { columns, size, step } = this.grid;
    const { labels, said, sure } = this.shown;
    const i = Math.floor(offsetY / step) * columns + Math.floor(offsetX / size);
    if (labels[i] === undefined) return;
    this.tip.textContent = `A ${labels[i]}, read as ${said[i]}: its output is ${(100 * sure[i]).toFixed(0)} %.`;
  }
}
