// The small pictures of all cells, on one canvas that lies over the table: each canvas costs the page
// time with every frame, painted or not.

/** @import { Grid, Picture } from "./types.d.ts" */

import { palette } from "../../live/palette.js";
import { Pixels } from "../../live/pixels.js";
import { contextOf, el } from "../../shared/dom.js";
import { onLines, pixelsOf } from "./pixels_of.js";

const SLICE_MS = 8; // of computing between two animation frames
const MOST_PIXELS = 12e6; // of the canvas
const LINE = 0xffffffff; // white
const FINE = 2500; // pixels of a picture that is smoothed

/**
 * @typedef {object} Place  what is drawn, and where
 * @property {HTMLElement} element
 * @property {Picture} picture
 */

/** @typedef {{ words: Uint32Array, columns: number, rows: number }} Painted */

export class CellPictures {
  constructor() {
    this.canvas = el("canvas", { "aria-hidden": "true" });
    /** @type {{ element: HTMLElement, picture: Picture, key: string }[]} */
    this.places = [];
    /** @type {Uint32Array[]} */
    this.palettes = [];
    /** @type {Map<string, Painted>} Those that are shown, by all that they follow from. */
    this.known = new Map();
    this.pixels = new Pixels(1, 1);
    this.waiting = 0;
  }

  /**
   * Show other pictures.
   *
   * @param {Place[]} places
   * @param {Grid["palettes"]} palettes
   */
  show(places, palettes) {
    const before = this.known;
    this.known = new Map();
    this.palettes = palettes.map(palette);
    this.places = places.map(({ element, picture }) => {
      const { palette: number, ...rest } = picture;
      const key = JSON.stringify([rest, palettes[number]]);
      const kept = before.get(key);
      if (kept) this.known.set(key, kept);
      return { element, picture, key };
    });
    this.draw();
  }

  /** Draw what is known; the rest follows within the next frames. */
  draw() {
    cancelAnimationFrame(this.waiting);
    const root = this.canvas.parentElement;
    if (!root?.isConnected) return;
    const from = root.getBoundingClientRect();
    const context = this.fitted(from);
    const until = performance.now() + SLICE_MS;
    let isComplete = true;
    for (const { element, picture, key } of this.places) {
      if (!this.known.has(key) && performance.now() < until)
        this.known.set(key, this.painted(picture));
      const painted = this.known.get(key);
      if (painted) this.put(context, painted, element.getBoundingClientRect(), from);
      else isComplete = false;
    }
    if (!isComplete) this.waiting = requestAnimationFrame(() => this.draw());
  }

  /**
   * Fit the canvas to the table, in device pixels unless these are too many.
   *
   * @param {DOMRect} table
   */
  fitted({ width, height }) {
    const most = Math.sqrt(MOST_PIXELS / Math.max(1, width * height));
    const ratio = Math.min(window.devicePixelRatio || 1, most);
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    const context = contextOf(this.canvas);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Painted} painted
   * @param {DOMRect} at
   * @param {DOMRect} from  where the canvas lies
   */
  put(context, { words, columns, rows }, at, from) {
    const { width, height } = this.pixels.canvas;
    if (width !== columns || height !== rows) this.pixels = new Pixels(columns, rows);
    this.pixels.words.set(words);
    contextOf(this.pixels.canvas).putImageData(this.pixels.image, 0, 0);
    // Pixels of digits are squares, whichever size they have.
    context.imageSmoothingEnabled = columns * rows > FINE;
    const scale = Math.min(at.width / columns, at.height / rows);
    const [w, h] = [columns * scale, rows * scale];
    const [x, y] = [at.left - from.left + (at.width - w) / 2, at.top - from.top];
    context.drawImage(this.pixels.canvas, x, y + (at.height - h) / 2, w, h);
  }

  /**
   * @param {Picture} picture
   * @returns {Painted}
   */
  painted(picture) {
    const found = pixelsOf(picture);
    const colors = this.palettes[picture.palette];
    const words = Uint32Array.from(found.bytes, (byte) => colors[byte]);
    if (picture.isolines)
      for (const [i, isOn] of onLines(found, picture.isolines).entries()) if (isOn) words[i] = LINE;
    return { words, columns: found.columns, rows: found.rows };
  }
}
