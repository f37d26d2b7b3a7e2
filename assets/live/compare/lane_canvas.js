// A small canvas that the processor draws on, in a box that has the size: a canvas alone would ask for
// the room that its pixels take. The size is read when it changes, and not with every
// frame: to read it there would have the browser lay out the page for each of them.

import { contextOf, el } from "../../shared/dom.js";

export class LaneCanvas {
  /** @param {string} label */
  constructor(label) {
    this.canvas = el("canvas", { role: "img", "aria-label": label });
    this.root = el("div", { class: "gn-lane-picture" }, this.canvas);
    this.context = contextOf(this.canvas, { willReadFrequently: true });
    this.drawn = { width: 0, height: 0, ratio: 1 };
  }

  /** Take the size that it has on the page; say whether it has one. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    this.drawn = { width, height, ratio };
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== columns) this.canvas.width = columns;
    if (this.canvas.height !== rows) this.canvas.height = rows;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return this.isSeen;
  }

  get isSeen() {
    return this.drawn.width > 0 && this.drawn.height > 0;
  }
}
