// Marks over the points of the plane: the example that is looked at, and what each adds to the
// gradient of a weight: the larger, the more.

/** @import { Marks, PlaneScene, Range2 } from "../types.d.ts" */

import { cssValue, fit } from "../../shared/dom.js";
import { floats } from "../protocol.js";

/** @typedef {CanvasRenderingContext2D} Context */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Marks} marks
 * @param {Float32Array} examples  x1, x2, ...
 * @param {Range2} range  of the axes
 * @param {PlaneScene["colors"]} colors  of what is negative and positive
 */
export function paintMarks(canvas, { example, contributions }, examples, range, colors) {
  const { context: c, width, height } = fit(canvas);
  c.clearRect(0, 0, width, height);
  /** @param {number} i */
  const place = (i) => placeIn(range, width, height, examples[2 * i], examples[2 * i + 1]);
  if (contributions) {
    // The large ones are what matters: all else turns pale.
    c.fillStyle = "rgb(255 255 255 / 55%)";
    c.fillRect(0, 0, width, height);
    for (const [i, contribution] of floats(contributions).entries())
      paintContribution(c, place(i), contribution, colors);
  }
  if (example !== null) paintRing(c, place(example), cssValue(canvas, "--gn-accent"));
}

/**
 * Return where a point of the plane lies on a canvas.
 *
 * @param {Range2} range  of the axes
 * @param {number} width
 * @param {number} height
 * @param {number} x
 * @param {number} y
 * @returns {[x: number, y: number]}
 */
export function placeIn([[left, right], [bottom, top]], width, height, x, y) {
  return [((x - left) / (right - left)) * width, ((top - y) / (top - bottom)) * height];
}

/**
 * @param {Context} c
 * @param {[number, number]} place
 * @param {number} contribution  -1 to 1
 * @param {PlaneScene["colors"]} colors
 */
function paintContribution(c, [x, y], contribution, colors) {
  c.globalAlpha = 0.85;
  c.fillStyle = colors[contribution > 0 ? 1 : 0];
  c.strokeStyle = "white";
  c.lineWidth = 1;
  c.beginPath();
  c.arc(x, y, 1.5 + 9 * Math.sqrt(Math.abs(contribution)), 0, 7);
  c.fill();
  c.stroke();
  c.globalAlpha = 1;
}

/**
 * @param {Context} c
 * @param {[number, number]} place
 * @param {string} accent
 */
function paintRing(c, [x, y], accent) {
  for (const [color, width] of /** @type {[string, number][]} */ ([
    ["white", 6],
    [accent, 3],
  ])) {
    c.strokeStyle = color;
    c.lineWidth = width;
    c.beginPath();
    c.arc(x, y, 9, 0, 7);
    c.stroke();
  }
}
