// A wall of examples: the first hundred, those read wrong in a frame, or only the wrong ones,
// the surest mistake first.

/** @import { Digits, DigitsFrame, WallName, WrongDigits } from "./types.d.ts" */

import { cssValue, el, fit } from "../../shared/dom.js";
import { _, N_ } from "../../shared/language.js";
import { digitsOf } from "../pictures.js";
import { exampleAt, gridOf, wordsFor } from "./wall_layout.js";
import { caption, frameIn, mark } from "./wall_marks.js";

/** @type {[WallName, string][]} */
const WALLS = [
  ["first", N_("First 100")],
  ["wrong", N_("How it went wrong")],
];

/**
 * @typedef {object} Shown  what is on the wall; `sure` is from 0 to 1
 * @property {HTMLCanvasElement[]} images
 * @property {ArrayLike<number>} labels
 * @property {ArrayLike<number>} said
 * @property {ArrayLike<number>} sure
 */

export class Wall {
  /** @param {(name: WallName) => void} onChoose */
  constructor(onChoose) {
    /** @type {WallName} */
    this.name = "first";
    this.canvas = el("canvas", {
      role: "img",
      "aria-label": _("A hundred digits; those read wrong are framed"),
    });
    this.tip = el("p", { class: "gn-wall-tip", role: "status" });
    this.title = el("small");
    this.heading = el("h3", {}, _("Test digits"), this.title);
    this.buttons = WALLS.map(([name, label]) => {
      const choose = () => this.choose(name, onChoose);
      const pressed = String(name === this.name);
      return el("button", { type: "button", "aria-pressed": pressed, onclick: choose }, _(label));
    });
    const group = { class: "gn-choice", role: "group", "aria-label": _("Which examples") };
    this.root = el(
      "section",
      {},
      this.heading,
      el("div", group, ...this.buttons),
      el("div", { class: "gn-wall" }, this.canvas),
      this.tip,
    );
    this.part = "";
    this.side = 1;
    /** @type {number[]} */
    this.labels = [];
    /** @type {HTMLCanvasElement[]} */
    this.images = [];
    /** @type {DigitsFrame | null} */
    this.frame = null;
    /** @type {WrongDigits | null} The examples that are read wrong. */
    this.wrong = null;
    /** @type {HTMLCanvasElement[]} */
    this.wrongImages = [];
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerdown", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => {
      this.tip.textContent = "";
    });
  }

  /**
   * @param {WallName} name
   * @param {(name: WallName) => void} onChoose
   */
  choose(name, onChoose) {
    this.name = name;
    for (const [i, button] of this.buttons.entries())
      button.setAttribute("aria-pressed", String(WALLS[i][0] === name));
    onChoose(name);
    if (this.frame) this.paint(this.frame, this.wrong);
  }

  /** @param {Digits} digits */
  setScene({ part, pixels, labels, side }) {
    this.part = part;
    const heading = part === "test" ? _("Test digits") : _("Training digits");
    this.heading.firstChild?.replaceWith(heading);
    this.side = side;
    this.labels = labels;
    this.images = digitsOf(pixels, side);
    this.wrong = null;
  }

  /**
   * @param {DigitsFrame} frame
   * @returns {Shown}
   */
  shown({ said, sure }) {
    if (this.name === "first") {
      const shares = Array.from(sure, (byte) => byte / 255);
      return { images: this.images, labels: this.labels, said, sure: shares };
    }
    if (!this.wrong) return { images: [], labels: [], said: [], sure: [] };
    const { labels, said: mistakes, value } = this.wrong;
    return { images: this.wrongImages, labels, said: mistakes, sure: value };
  }

  /**
   * @param {DigitsFrame} frame
   * @param {WrongDigits | null | undefined} wrong  where they are wished for
   */
  paint(frame, wrong) {
    this.frame = frame;
    if (wrong && wrong !== this.wrong) {
      this.wrong = wrong;
      this.wrongImages = digitsOf(wrong.pixels, this.side);
    }
    const { images, labels, said, sure } = this.shown(frame);
    this.title.textContent = wordsFor(this.name, this.part, images.length, this.wrong);
    const { size, step, rows, columns } = this.grid(images.length);
    this.canvas.style.height = `${rows * step}px`;
    const { context: c, width } = fit(this.canvas);
    const [ink, mistake] = [cssValue(this.root, "--gn-ink"), cssValue(this.root, "--gn-wrong")];
    c.clearRect(0, 0, width, rows * step);
    c.imageSmoothingEnabled = true;
    for (const [i, image] of images.entries()) {
      const [x, y] = [(i % columns) * size, Math.floor(i / columns) * step];
      c.drawImage(image, x + 1, y + 1, size - 2, size - 2);
      if (said[i] === labels[i]) continue;
      frameIn(c, x, y, size, mistake);
      const text = `${labels[i]} → ${said[i]}  ${(100 * sure[i]).toFixed(0)} %`;
      if (step === size) mark(c, x, y, size, String(said[i]), mistake);
      else caption(c, x + size / 2, y + step, text, ink);
    }
  }

  /** @param {number} n */
  grid(n) {
    return gridOf(n, this.canvas.clientWidth, this.name === "wrong");
  }

  /**
   * Say of the digit under the pointer what it is, what is said of it, and how surely.
   *
   * @param {PointerEvent} event
   */
  point({ offsetX, offsetY }) {
    if (!this.frame) return;
    const { images, labels, said, sure } = this.shown(this.frame);
    const i = exampleAt(this.grid(images.length), offsetX, offsetY);
    if (labels[i] === undefined) return;
    const values = { digit: labels[i], read: said[i], percent: (100 * sure[i]).toFixed(0) };
    this.tip.textContent = _("A {digit}, read as {read}: its output is {percent} %.", values);
  }
}
