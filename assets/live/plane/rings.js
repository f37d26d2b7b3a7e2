// Rings around the examples whose class is wrong, on the canvas of the map, beneath the points.

/** @import { Range2 } from "../types.d.ts" */

import { contextOf } from "../../shared/dom.js";
import { placeIn } from "./marks.js";

const [HALO, LINE] = [4, 1.8]; // pixels wide
const GAP = 2.4; // pixels from a point to the middle of its ring

/**
 * The rings as a picture of their own, drawn by the processor where they have changed: without a
 * graphics card, to draw hundreds of curves with every frame would cost more than all the rest.
 */
export class Rings {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = contextOf(this.canvas, { willReadFrequently: true });
    /** @type {number[]} The examples that are ringed in the picture. */
    this.wrong = [];
    this.about = ""; // what else the picture follows from
  }

  /**
   * Paint the rings over a map.
   *
   * @param {CanvasRenderingContext2D} c
   * @param {number[]} wrong  numbers of examples; another array where they have changed
   * @param {Float32Array} examples  x1, x2, ...
   * @param {Range2} range  of the axes
   * @param {{ width: number, height: number, size: number }} drawn  the canvas, and a point
   * @param {{ ink: string, background: string }} colors
   */
  paint(c, wrong, examples, range, drawn, colors) {
    // Off the page it has no size, and a picture without one cannot be drawn.
    if (!wrong.length || drawn.width < 1 || drawn.height < 1) return;
    const about = JSON.stringify([range, drawn, colors, window.devicePixelRatio]);
    if (wrong !== this.wrong || about !== this.about)
      this.draw(wrong, examples, range, drawn, colors);
    this.wrong = wrong;
    this.about = about;
    c.drawImage(this.canvas, 0, 0, drawn.width, drawn.height);
  }

  /**
   * @param {number[]} wrong
   * @param {Float32Array} examples
   * @param {Range2} range
   * @param {{ width: number, height: number, size: number }} drawn
   * @param {{ ink: string, background: string }} colors
   */
  draw(wrong, examples, range, { width, height, size }, colors) {
    const { canvas, context: c } = this;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio); // which clears it
    canvas.height = Math.round(height * ratio);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    const radius = size / 2 + GAP;
    c.beginPath();
    for (const i of wrong) {
      const [x, y] = placeIn(range, width, height, examples[2 * i], examples[2 * i + 1]);
      c.moveTo(x + radius, y);
      c.arc(x, y, radius, 0, 2 * Math.PI);
    }
    for (const [color, line] of /** @type {[string, number][]} */ ([
      [colors.background, HALO],
      [colors.ink, LINE],
    ])) {
      c.strokeStyle = color;
      c.lineWidth = line;
      c.stroke();
    }
  }
}
