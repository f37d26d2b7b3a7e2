// What backprop by hand lights in the diagram: the weight that is looked at, those that are wrong,
// and what a stage of an update computes. On a canvas of its own, above the network's.

/** @import { Stage } from "../by_hand/types.d.ts" */
/** @import { Light } from "../types.d.ts" */
/** @import { Signs } from "./drawing.js" */
/** @import { Curve, Layout, Tile, Unit } from "./layout.js" */

import { cssValue, fit } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { strokeCurve, strokeSigned } from "./drawing.js";
import { litLines, litNumbers, numbersBelow } from "./lit.js";

const [VEIL, MARGIN] = [0.8, 5];
// Of wrong gradients: dashes, or dots where dashes are a sign.
const [WRONG_DASHES, WRONG_DOTS] = [
  [6, 4],
  [2, 3],
];
const LABEL = 18; // pixels that a number is high

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {Record<"accent" | "ink" | "background" | "wrong", string>} Colors */

/**
 * Draw `light` over the network, or hide the canvas where there is none.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Element} root  of the diagram
 * @param {Layout} layout
 * @param {Light | null} light
 * @param {Float32Array | null} theta
 * @param {Signs} signs
 */
export function paintHighlight(canvas, root, layout, light, theta, signs) {
  canvas.hidden = !light; // a canvas costs the page time with every picture, be it empty
  if (!light) return;
  const { context: c, width, height } = fit(canvas);
  c.clearRect(0, 0, width, height);
  const colors = {
    accent: cssValue(root, "--gn-accent"),
    ink: cssValue(root, "--gn-ink"),
    background: cssValue(root, "--st-background-color"),
    wrong: cssValue(root, "--gn-wrong-gradient"),
  };
  const { stage, index, unit } = light;
  if (stage) {
    veil(c, width, height, colors);
    for (const { line, value, share } of litLines(layout.lines, stage, theta)) {
      c.globalAlpha = 0.35 + 0.65 * share;
      c.strokeStyle = signs.colors[value > 0 ? 1 : 0];
      c.lineWidth = 1 + 6 * share;
      strokeSigned(c, line, value, signs.dashes);
    }
    c.globalAlpha = 1;
    paintUnits(c, layout, stage, light.n, width, colors);
  }
  c.setLineDash(signs.dashes ? WRONG_DOTS : WRONG_DASHES);
  for (const at of light.wrong)
    if (layout.lines[at]) stroke(c, layout.lines[at], colors.wrong, 2.5);
  c.setLineDash([]);
  if (stage) return;
  const chosen = index === null ? null : layout.lines[index];
  if (chosen && index !== null) {
    stroke(c, chosen, colors.background, 8);
    stroke(c, chosen, light.wrong.includes(index) ? colors.wrong : colors.accent, 4);
  }
  const looked = unit && layout.columns[unit[0]]?.[unit[1]];
  if (looked) frame(c, looked, layout.tile, colors.accent);
}

/**
 * Turn what is not computed in a stage pale.
 *
 * @param {Context} c
 * @param {number} width
 * @param {number} height
 * @param {Colors} colors
 */
function veil(c, width, height, { background }) {
  c.globalAlpha = VEIL;
  c.fillStyle = background;
  c.fillRect(0, 0, width, height);
  c.globalAlpha = 1;
}

/**
 * Frame the units that a stage computes, and write their numbers.
 *
 * @param {Context} c
 * @param {Layout} layout
 * @param {Stage} stage
 * @param {number} n  digits
 * @param {number} width
 * @param {Colors} colors
 */
function paintUnits(c, { columns, tile }, stage, n, width, colors) {
  const column = stage.layer === undefined ? undefined : columns[stage.layer];
  if (!column) return;
  const { w, h } = tile;
  for (const unit of column) {
    c.clearRect(unit.x - w / 2 - MARGIN, unit.y - h / 2 - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN);
    frame(c, unit, tile, colors.ink);
  }
  const row = litNumbers(stage);
  const down = numbersBelow(column, tile, LABEL);
  if (!row || down === null) return;
  for (const [i, unit] of column.entries()) {
    if (row.values[i] === undefined) continue;
    label(c, unit, down, `${row.name} ${formatSignificant(row.values[i], n)}`, width, colors);
  }
}

/**
 * Write what a unit says, within the picture.
 *
 * @param {Context} c
 * @param {Unit} unit
 * @param {number} down
 * @param {string} text
 * @param {number} width
 * @param {Colors} colors
 */
function label(c, unit, down, text, width, { background, ink }) {
  c.font = "600 13px 'Source Sans', sans-serif";
  const wide = c.measureText(text).width + 10;
  const x = Math.min(Math.max(unit.x, wide / 2 + 1), width - wide / 2 - 1);
  const y = unit.y + down;
  c.fillStyle = ink;
  c.beginPath();
  c.roundRect(x - wide / 2, y, wide, LABEL, 5);
  c.fill();
  c.fillStyle = background;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.fillText(text, x, y + LABEL / 2 + 0.5);
}

/**
 * @param {Context} c
 * @param {Unit} unit
 * @param {Tile} tile
 * @param {string} color
 */
function frame(c, { x, y }, { w, h }, color) {
  c.strokeStyle = color;
  c.lineWidth = 3;
  c.beginPath();
  c.roundRect(x - w / 2 - 3, y - h / 2 - 3, w + 6, h + 6, 6);
  c.stroke();
}

/**
 * @param {Context} c
 * @param {Curve} line
 * @param {string} color
 * @param {number} width
 */
function stroke(c, line, color, width) {
  c.strokeStyle = color;
  c.lineWidth = width;
  strokeCurve(c, line);
}
