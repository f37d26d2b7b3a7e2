// The output over the plane, painted softly, and the points on it: a disk or a square by their class,
// and a ring around each that is in the wrong one.

/** @import { Film } from "./film.js" */
/** @import { Colors } from "./types.d.ts" */

import { palette } from "../../live/palette.js";
import { Pixels } from "../../live/pixels.js";
import { fit } from "../../shared/dom.js";

/** How much of the page's own color shows through the map. */
const SOFT = 0.72;
/** Smaller points would be all outline. */
const OUTLINED = 2;

export class Plane {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Film} film
   * @param {Colors} colors
   * @param {number} radius  of a point, in pixels
   */
  constructor(canvas, film, colors, radius) {
    const { output } = film.data.computed_maps;
    const [columns, rows] = film.data.map;
    this.canvas = canvas;
    this.film = film;
    this.colors = colors;
    this.radius = radius;
    this.palette = palette(colors.maps[output]);
    this.pixels = new Pixels(columns, rows);
    /** @type {Path2D[]} Of the points of each class. */
    this.shapes = [];
    this.size = "";
  }

  /**
   * Draw a picture of the film; its maps are computed.
   *
   * @param {number} i
   */
  draw(i) {
    const { colors, film, radius } = this;
    const { context, width, height } = fit(this.canvas);
    this.place(width, height);
    this.pixels.paint(film.maps.map, this.palette);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = true;
    context.globalAlpha = SOFT;
    context.drawImage(this.pixels.canvas, 0, 0, width, height);
    context.globalAlpha = 1;
    context.lineWidth = 0.7;
    for (const [label, shape] of this.shapes.entries()) {
      context.fillStyle = colors.points[label];
      context.strokeStyle = colors.outlines[label];
      context.fill(shape);
      if (radius > OUTLINED) context.stroke(shape);
    }
    if (!film.labels.length) return;
    context.strokeStyle = getComputedStyle(this.canvas).color;
    context.lineWidth = 1.3;
    context.beginPath();
    for (const p of film.wrong(i)) {
      const [x, y] = this.at(p, width, height);
      context.moveTo(x + 1.7 * radius, y);
      context.arc(x, y, 1.7 * radius, 0, 2 * Math.PI);
    }
    context.stroke();
  }

  /**
   * Return where a point is, in pixels.
   *
   * @param {number} p
   * @param {number} width
   * @param {number} height
   */
  at(p, width, height) {
    const [[x0, x1], [y0, y1]] = this.film.data.plane;
    const [x, y] = [this.film.X[2 * p], this.film.X[2 * p + 1]];
    return [((x - x0) / (x1 - x0)) * width, ((y1 - y) / (y1 - y0)) * height];
  }

  /**
   * Place the points, once a size.
   *
   * @param {number} width
   * @param {number} height
   */
  place(width, height) {
    if (this.size === `${width} ${height}`) return;
    this.size = `${width} ${height}`;
    const { radius } = this;
    this.shapes = [new Path2D(), new Path2D()];
    for (let p = 0; 2 * p < this.film.X.length; p += 1) {
      const [x, y] = this.at(p, width, height);
      // A score has no class.
      const label = this.film.labels[p] ?? 0;
      const shape = this.shapes[label];
      if (label) shape.rect(x - 0.9 * radius, y - 0.9 * radius, 1.8 * radius, 1.8 * radius);
      else {
        shape.moveTo(x + radius, y);
        shape.arc(x, y, radius, 0, 2 * Math.PI);
      }
    }
  }
}
