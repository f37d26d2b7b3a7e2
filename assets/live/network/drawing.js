// The diagram on its canvases: lines, frames of the units, names.

/** @import { PlaneScene } from "../types.d.ts" */
/** @import { Bias, Curve, Layout, Tile, Unit } from "./layout.js" */

import { _ } from "../../shared/language.js";
import { BIAS_RADIUS, subscript } from "./layout.js";

/** @typedef {Record<"ink" | "faint" | "panel" | "border", string>} Colors */
/** @typedef {Pick<PlaneScene, "colors" | "dashes">} Signs  how what is negative and positive looks */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{ text: string, left: number, top: number, right: number, bottom: number }} Label */

const FONT = "'Source Sans', sans-serif";
const ROOMY = 128; // pixels between layers, from which on activations are named
/** Of the lines of what is negative, where color alone does not tell signs apart. */
export const NEGATIVE_DASH = [7, 5];

/**
 * Draw a curve from one unit to the next.
 *
 * @param {Context} c
 * @param {Curve} line
 */
export function strokeCurve(c, { x0, y0, x1, y1, bend }) {
  c.beginPath();
  c.moveTo(x0, y0);
  c.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
  c.stroke();
}

/**
 * Draw the line of a value: where there are dashes, a negative one's is dashed.
 *
 * @param {Context} c
 * @param {Curve} line
 * @param {number} value
 * @param {boolean} dashes
 */
export function strokeSigned(c, line, value, dashes) {
  const isDashed = dashes && value < 0;
  if (isDashed) c.setLineDash(NEGATIVE_DASH);
  strokeCurve(c, line);
  if (isDashed) c.setLineDash([]);
}

/**
 * Return how wide the line of a weight is: the wider the larger, and no more than 7 pixels.
 *
 * @param {number} w
 */
export const weightWidth = (w) => 0.8 + 6.2 * (1 - Math.exp(-Math.abs(w) / 5));

/**
 * Draw the line of a weight: color its sign, width and strength its size.
 *
 * @param {Context} c
 * @param {Curve} line
 * @param {number} w
 * @param {Signs} signs
 */
export function paintWeight(c, line, w, { colors, dashes }) {
  const size = Math.abs(w);
  if (size < 1e-6) return;
  c.globalAlpha = 0.25 + 0.65 * (1 - Math.exp(-size));
  c.strokeStyle = colors[w > 0 ? 1 : 0];
  c.lineWidth = weightWidth(w);
  strokeSigned(c, line, w, dashes);
  c.globalAlpha = 1;
}

/**
 * Draw the frame of a unit, for its map to lie in.
 *
 * @param {Context} c
 * @param {Unit} unit
 * @param {Tile} tile
 * @param {Colors} colors
 * @param {boolean} looked  whether it is looked at
 */
export function paintUnitFrame(c, { x, y }, tile, colors, looked) {
  c.fillStyle = colors.panel;
  c.strokeStyle = looked ? colors.ink : colors.border;
  c.lineWidth = looked ? 2.5 : 1;
  c.beginPath();
  c.roundRect(x - tile.w / 2 - 2.5, y - tile.h / 2 - 2.5, tile.w + 5, tile.h + 5, 6);
  c.fill();
  c.stroke();
}

/**
 * Write a text, and return where it stands.
 *
 * @param {Context} c
 * @param {string} text
 * @param {number} x
 * @param {number} y  of its middle
 * @returns {Label}
 */
function write(c, text, x, y) {
  c.fillText(text, x, y);
  const { width } = c.measureText(text);
  const left = c.textAlign === "center" ? x - width / 2 : x;
  const half = Number(/(\d+)px/.exec(c.font)?.[1] ?? 14) / 2;
  return { text, left, top: y - half, right: left + width, bottom: y + half };
}

/**
 * Draw biases and names; return where the names stand.
 *
 * @param {Context} c
 * @param {Layout} layout
 * @param {PlaneScene} scene
 * @param {Colors} colors
 * @param {number} height
 * @returns {Label[]}
 */
export function paintNames(c, { biases, columns, tile }, scene, colors, height) {
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.font = `600 12px ${FONT}`;
  for (const bias of biases) paintBias(c, bias, colors);
  c.fillStyle = colors.ink;
  c.font = `italic 17px ${FONT}`;
  const { inputs } = scene;
  /** @type {Label[]} */
  const labels = [];
  for (const { x, y, i } of columns[0])
    if (!inputs[i]) labels.push(write(c, `x${subscript(i + 1)}`, x - tile.w / 2 - 16, y));
  for (const { x, y, i } of columns[columns.length - 1])
    labels.push(write(c, `ŷ${subscript(i + 1)}`, x + tile.w / 2 + 18, y));
  c.font = `14px ${FONT}`;
  c.fillStyle = colors.faint;
  if (scene.dashes) labels.push(paintLegend(c));
  for (const { x, y, i } of columns[0])
    if (inputs[i]) labels.push(write(c, inputs[i], x, y - tile.h / 2 - 11));
  const isRoomy = columns[1][0].x - columns[0][0].x > ROOMY;
  for (const [layer, [{ x }]] of columns.entries()) {
    const kind = layerName(layer, columns.length - 1);
    const name = isRoomy && layer ? `${kind} · ${scene.layers[layer - 1]}` : kind;
    labels.push(write(c, name, x, height - 9));
  }
  return labels;
}

/**
 * Say in the corner, where no unit is, what dashes are.
 *
 * @param {Context} c
 */
function paintLegend(c) {
  c.textAlign = "left";
  const label = write(c, _("dashed: negative"), 0, 9);
  c.textAlign = "center";
  return label;
}

/**
 * @param {number} layer
 * @param {number} depth
 */
function layerName(layer, depth) {
  if (layer === 0) return _("input");
  return layer === depth ? _("output") : _("layer {layer}", { layer });
}

/**
 * @param {Context} c
 * @param {Bias} bias
 * @param {Colors} colors
 */
function paintBias(c, { x, y }, colors) {
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
