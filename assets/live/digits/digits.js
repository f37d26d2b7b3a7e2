// Digits: all that is special to their page, and what the visitor wants to look at there.

/** @import { Asides, DigitsScene, Host, Interest, Light } from "../types.d.ts" */
/** @import { Digits, DigitsFrame, DigitsLooks, DigitsWish, Stroke } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { needStyle } from "../../shared/styles.js";
import { palette } from "../palette.js";
import { Waiting } from "../waiting.js";
import { ConfusionMatrix } from "./confusion_matrix.js";
import { Film } from "./film.js";
import { Pad } from "./pad.js";
import { Units } from "./units.js";
import { Wall } from "./wall.js";

needStyle("digits.css", import.meta.url);

const UPDATE_MS = 100; // tables and small pictures cannot be read faster
const KEEP = 20; // looks that wait for their epoch

export default class DigitsPanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {DigitsWish} */
    this.wish = { number: 0, drawing: 0, strokes: [], unit: 0, wall: "first" };
    this.units = new Units((unit, pixel) => this.choose(unit, pixel));
    this.film = new Film((unit) => this.want({ unit }));
    this.wall = new Wall((wall) => this.want({ wall }));
    this.confusion = new ConfusionMatrix();
    this.pad = new Pad((strokes, grows) => this.read(strokes, grows));
    const parts = [this.film, this.pad, this.wall, this.confusion];
    const below = el("div", { class: "gn-digit-below" }, ...parts.map(({ root }) => root));
    this.parts = { middle: this.units.root, below };
    /** @type {Digits | undefined} */
    this.digits = undefined;
    this.palette = new Uint32Array(256);
    /** @type {DigitsFrame | null} */
    this.frame = null;
    /** @type {DigitsLooks | null} What is shown of the wish. */
    this.looks = null;
    /** @type {Waiting<DigitsLooks>} */
    this.waiting = new Waiting(KEEP);
    /** @type {Light | null} */
    this.lit = null;
    this.painted = Number.NEGATIVE_INFINITY;
    this.sheet = 0; // number of the wish with which the drawing began
    this.unanswered = false;
    /** @type {Set<Element>} What is in sight; the rest is painted when it comes there. */
    this.seen = new Set();
    this.observer = new IntersectionObserver((entries) => this.see(entries));
    for (const { root } of parts) this.observer.observe(root);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  see(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.seen.add(target);
      else this.seen.delete(target);
    }
    if (this.frame && entries.some(({ isIntersecting }) => isIntersecting))
      this.paintParts(this.frame);
  }

  /** @param {DigitsScene} scene */
  setScene(scene) {
    const { digits, unit_palette } = scene;
    this.digits = digits;
    this.palette = palette(unit_palette);
    this.frame = null;
    this.lit = null; // what was lit may not be there any more
    this.looks = null;
    this.forget();
    if (this.wish.unit >= digits.n_pictures) this.wish.unit = 0;
    this.units.setScene(scene, this.palette);
    this.film.setScene(digits, this.palette);
    this.wall.setScene(digits);
    this.confusion.setScene(digits);
    this.pad.setScene(digits);
  }

  /** A fork or a jump: what waits for a later epoch is no more. */
  forget() {
    this.waiting.clear();
  }

  /**
   * A unit was clicked.
   *
   * @param {number} unit
   * @param {number} pixel
   */
  choose(unit, pixel) {
    this.want({ unit });
    // A pixel of a unit's picture is the weight that leads from there into it.
    this.host.tell({ pick: { layer: 1, i: pixel, j: unit } });
  }

  /** @param {Interest} interest */
  hear({ light }) {
    if (light !== undefined) this.light(light);
  }

  /**
   * Backprop by hand looks at a unit of the first layer, or at a weight into one.
   *
   * @param {Light | null} light
   */
  light(light) {
    this.lit = light;
    if (this.frame) this.paint(this.frame, true);
  }

  /**
   * Wish for something else.
   *
   * @param {Partial<DigitsWish>} change
   */
  want(change) {
    this.wish = { ...this.wish, ...change, number: this.wish.number + 1 };
    this.host.wish({ digits: this.wish }, "strokes" in change); // frames hold what is drawn
    if (this.frame) this.paint(this.frame, true);
  }

  /**
   * Wish for what is on the sheet to be read.
   *
   * @param {Stroke[]} strokes
   * @param {boolean} grows  whether it is the same drawing with more ink: until the server has seen
   *   that, what it says of the drawing so far is shown
   */
  read(strokes, grows) {
    const number = this.wish.number + 1;
    if (!grows || !this.wish.drawing) this.sheet = number;
    this.unanswered = true;
    this.want({ strokes, drawing: strokes.length ? number : 0 });
  }

  /**
   * Take what was wished for; it is shown from its epoch on, or at once where it is new.
   *
   * @param {Asides} asides
   */
  receive({ digits: looks }) {
    // One of another number was made before the newest wish was heard.
    if (!this.digits || looks?.number !== this.wish.number) return;
    this.unanswered = false;
    if (this.looks?.number !== looks.number) {
      this.waiting.clear();
      this.looks = looks;
    }
    this.waiting.add(looks);
  }

  /**
   * @param {DigitsFrame} frame
   * @param {boolean} all
   */
  paint(frame, all) {
    if (!this.digits) return;
    this.frame = frame;
    this.units.paint(frame, this.wish.unit, this.isDrawn(frame), this.lit);
    const now = performance.now();
    if (!all && now - this.painted < UPDATE_MS) return;
    this.painted = now;
    this.looks = this.waiting.at(frame.epoch, all) ?? this.looks;
    this.paintParts(frame, all);
  }

  /**
   * Say whether a frame is about what is on the sheet, or on the way there while one draws.
   *
   * @param {DigitsFrame} frame
   */
  isDrawn({ numbers: { drawing } }) {
    if (!this.wish.drawing || drawing < this.sheet) return false;
    return drawing === this.wish.drawing || this.unanswered;
  }

  /**
   * Paint what is in sight, or `all` of it.
   *
   * @param {DigitsFrame} frame
   * @param {boolean} [all]
   */
  paintParts(frame, all = false) {
    /** @param {{ root: Element }} part */
    const isShown = ({ root }) => all || this.seen.has(root);
    if (isShown(this.film)) this.film.paint(this.looks?.unit);
    if (isShown(this.wall)) this.wall.paint(frame, this.looks?.wrong);
    if (isShown(this.confusion)) this.confusion.paint(frame);
    if (!isShown(this.pad)) return;
    this.pad.show(this.wish.drawing ? this.looks?.drawn : null);
    this.pad.paint(frame, this.isDrawn(frame), this.palette);
  }

  resize() {
    this.pad.resize();
    if (this.frame) this.paint(this.frame, true);
  }
}
