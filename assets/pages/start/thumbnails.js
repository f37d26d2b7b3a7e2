// The pictures on the cards: a function for each kind that app/pages/start/thumbnails.py makes.

/** @import { Colors, CurveData, Moving, SurfaceData, ThumbnailData } from "./types.d.ts" */

import { palette } from "../../live/palette.js";
import { Pixels } from "../../live/pixels.js";
import { bytesOf, floats } from "../../live/protocol.js";
import { fit } from "../../shared/dom.js";
import { Film } from "./film.js";
import { drawWeights, places, weights } from "./network.js";
import { Plane } from "./plane.js";

const BALL = 5;
const MARGIN = 12;

/**
 * @template {ThumbnailData["kind"]} Kind
 * @typedef {(canvas: HTMLCanvasElement, data: Extract<ThumbnailData, { kind: Kind }>,
 *   colors: Colors) => Moving} Draw
 */

/** @type {{ [Kind in ThumbnailData["kind"]]: Draw<Kind> }} */
const KINDS = { film, curves, lines, surfaces, gradients, pictures };

/**
 * Return the pictures of a card.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {ThumbnailData} data
 * @param {Colors} colors
 * @returns {Moving}
 */
export function thumbnail(canvas, data, colors) {
  // The table has a function for each kind; that both are the same kind, no type says.
  const draw = /** @type {Draw<any>} */ (KINDS[data.kind]);
  return draw(canvas, data, colors);
}

/** @type {Draw<"film">} */
function film(canvas, data, colors) {
  const recorded = new Film(data);
  const plane = new Plane(canvas, recorded, colors, data.labels.length > 50 ? 1.6 : BALL);
  return {
    n: recorded.n,
    draw(i) {
      recorded.mapsOf(i);
      plane.draw(i);
    },
  };
}

/** @type {Draw<"curves">} */
function curves(canvas, data, colors) {
  const all = data.curves.flatMap(({ x, y }) => x.map((one, k) => [one, y[k]]));
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    n: Math.max(...data.curves.map(({ ball }) => ball.x.length)),
    draw(i) {
      const { context, width, height } = fit(canvas);
      context.clearRect(0, 0, width, height);
      /** @type {(x: number, y: number) => [number, number]} */
      const at = (x, y) => [
        MARGIN + ((x - x0) / (x1 - x0)) * (width - 2 * MARGIN),
        height - MARGIN - ((y - y0) / (y1 - y0)) * (height - 2 * MARGIN),
      ];
      for (const [k, one] of data.curves.entries())
        drawCurve(context, one, at, i, colors.curves[k]);
    },
  };
}

/**
 * Draw a curve, and a ball where it is in picture i.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {CurveData} curve
 * @param {(x: number, y: number) => [number, number]} at
 * @param {number} i
 * @param {string} color
 */
function drawCurve(context, { x, y, ball }, at, i, color) {
  context.beginPath();
  for (const [k, one] of x.entries()) context.lineTo(...at(one, y[k]));
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
  const k = Math.min(i, ball.x.length - 1);
  disk(context, at(ball.x[k], ball.y[k]), color);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number]} at
 * @param {string} color
 */
function disk(context, [x, y], color) {
  context.beginPath();
  context.arc(x, y, BALL, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.strokeStyle = "white";
  context.lineWidth = 1.5;
  context.stroke();
}

/** @type {Draw<"lines">} */
function lines(canvas, { reach: [low, high], x, y, lines: ends }, colors) {
  return {
    n: ends.length,
    draw(i) {
      const { context, width, height } = fit(canvas);
      context.clearRect(0, 0, width, height);
      const side = Math.min(width, height) - MARGIN;
      const scale = side / (high - low);
      /** @type {(x: number, y: number) => [number, number]} */
      const at = (x, y) => [
        (width - side) / 2 + (x - low) * scale,
        (height + side) / 2 - (y - low) * scale,
      ];
      const [x0, y0, x1, y1] = ends[i];
      context.beginPath();
      if (ends[i].length) context.moveTo(...at(x0, y0));
      if (ends[i].length) context.lineTo(...at(x1, y1));
      context.strokeStyle = getComputedStyle(canvas).color;
      context.lineWidth = 2.5;
      context.stroke();
      for (const [k, label] of y.entries())
        disk(context, at(x[2 * k], x[2 * k + 1]), colors.points[label]);
    },
  };
}

/** @type {Draw<"surfaces">} */
function surfaces(canvas, { maps }, colors) {
  const surface = palette(colors.maps.surface);
  const painted = maps.map(({ side, map }) => {
    const pixels = new Pixels(side, side);
    pixels.paint(bytesOf(map), surface);
    return pixels.canvas;
  });
  return {
    n: Math.max(...maps.map(({ ball }) => ball.length)),
    draw(i) {
      const { context, width, height } = fit(canvas);
      context.clearRect(0, 0, width, height);
      const side = Math.min(height, (width - MARGIN) / 2);
      for (const [k, one] of maps.entries()) {
        const left = (width - 2 * side - MARGIN) / 2 + k * (side + MARGIN);
        context.drawImage(painted[k], left, (height - side) / 2, side, side);
        drawWay(context, one, left, (height + side) / 2, side, i, colors.path);
      }
    },
  };
}

/**
 * Draw the way of a ball up to picture i.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {SurfaceData} surface
 * @param {number} left
 * @param {number} bottom
 * @param {number} side
 * @param {number} i
 * @param {string} color
 */
function drawWay(context, { ball }, left, bottom, side, i, color) {
  const seen = ball.slice(0, i + 1);
  context.beginPath();
  for (const [x, y] of seen) context.lineTo(left + x * side, bottom - y * side);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
  const [x, y] = seen[seen.length - 1];
  disk(context, [left + x * side, bottom - y * side], color);
}

/** @type {Draw<"gradients">} */
function gradients(canvas, { sizes, biases, gradients: text }, colors) {
  const values = floats(text);
  const size = weights(sizes, biases, values).length + (biases ? sum(sizes.slice(1)) : 0);
  return {
    n: values.length / size,
    draw(i) {
      const { context, width, height } = fit(canvas);
      context.clearRect(0, 0, width, height);
      const at = places(sizes, width, height, 2 * MARGIN);
      const lines = weights(sizes, biases, values.subarray(i * size, (i + 1) * size));
      drawWeights(context, at, lines, colors);
      const { color, backgroundColor } = getComputedStyle(canvas);
      for (const { x, y } of at.flat()) {
        context.beginPath();
        context.arc(x, y, 8, 0, 2 * Math.PI);
        context.fillStyle = backgroundColor;
        context.fill();
        context.strokeStyle = color;
        context.lineWidth = 1.5;
        context.stroke();
      }
    },
  };
}

/** @type {Draw<"pictures">} */
function pictures(canvas, { n, side, pictures: texts }, colors) {
  const bytes = texts.map(bytesOf);
  const shades = palette(colors.maps.classes);
  const pixels = new Pixels(side, side);
  const columns = Math.ceil(n / 2);
  return {
    n: texts.length,
    draw(i) {
      const { context, width, height } = fit(canvas);
      context.clearRect(0, 0, width, height);
      context.imageSmoothingEnabled = false;
      const room = Math.min(width / columns, height / 2);
      for (let unit = 0; unit < n; unit += 1) {
        pixels.paint(bytes[i].subarray(unit * side * side, (unit + 1) * side * side), shades);
        const left = (width - room * columns) / 2 + (unit % columns) * room;
        const top = (height - 2 * room) / 2 + Math.floor(unit / columns) * room;
        context.drawImage(pixels.canvas, left + 3, top + 3, room - 6, room - 6);
      }
    },
  };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}
