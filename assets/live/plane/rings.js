// Rings around the examples whose class is wrong, on the canvas of the map, beneath the points.

/** @import { Range2 } from "../types.d.ts" */

import { placeIn } from "./marks.js";

const [HALO, LINE] = [4, 1.8]; // pixels wide
const GAP = 2.4; // pixels from a point to the middle of its ring

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number[]} wrong  numbers of examples
 * @param {Float32Array} examples  x1, x2, ...
 * @param {Range2} range  of the axes
 * @param {{ width: number, height: number, size: number }} drawn  the canvas, and a point
 * @param {{ ink: string, background: string }} colors
 */
export function paintRings(c, wrong, examples, range, { width, height, size }, colors) {
  if (!wrong.length) return;
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
