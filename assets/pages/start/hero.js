// The large film: the network with the map of each unit, and what it says over the plane.

/** @import { Film } from "./film.js" */
/** @import { Colors, Moving } from "./types.d.ts" */

import { palette } from "../../live/palette.js";
import { Pixels } from "../../live/pixels.js";
import { el, fit } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { drawWeights, places, weights } from "./network.js";
import { Plane } from "./plane.js";

/** Width over height of a unit's map, and its largest width, in pixels. */
const ASPECT = 4 / 3;
const LARGEST = 56;

/** @implements {Moving} */
export class Hero {
  /**
   * @param {Film} film
   * @param {Colors} colors
   * @param {(i: number) => void} onDraw
   */
  constructor(film, colors, onDraw) {
    const { sizes } = film.data;
    const named = { sizes: sizes.join(", ") };
    this.film = film;
    this.n = film.n;
    this.colors = colors;
    this.onDraw = onDraw;
    this.network = el("canvas", {
      role: "img",
      "aria-label": _("The weights and units of a network of {sizes} units while it learns", named),
    });
    this.map = el("canvas", {
      role: "img",
      "aria-label": _(
        "What a network of {sizes} units while it learns says over the plane, with its points",
        named,
      ),
    });
    this.plane = new Plane(this.map, film, colors, 3.6);
    this.palette = palette(colors.maps.classes);
    const [columns, rows] = film.data.unit_map;
    this.pixels = new Pixels(columns, rows);
  }

  /** @param {number} i */
  draw(i) {
    this.film.mapsOf(i);
    this.plane.draw(i);
    this.drawNetwork(i);
    this.onDraw(i);
  }

  /** @param {number} i */
  drawNetwork(i) {
    const { colors, film, pixels } = this;
    const { sizes, biases } = film.data;
    const { context, width, height } = fit(this.network);
    if (!width) return; // there is no room for it
    const rows = Math.max(...sizes);
    const side = Math.min(LARGEST, (height / rows) * 0.8 * ASPECT, width / (1.7 * sizes.length));
    const at = places(sizes, width, height, side / 2 + 2);
    context.clearRect(0, 0, width, height);
    drawWeights(context, at, weights(sizes, biases, film.theta(i)), colors);
    const ink = getComputedStyle(this.network).color;
    context.font = `600 14px ${getComputedStyle(this.network).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const n = pixels.image.width * pixels.image.height;
    let unit = 0;
    for (const [l, layer] of at.entries())
      for (const [k, { x, y }] of layer.entries()) {
        const [w, h] = [side, side / ASPECT];
        context.beginPath();
        context.roundRect(x - w / 2, y - h / 2, w, h, 5);
        if (l) {
          pixels.paint(film.maps.units.subarray(unit * n, (unit + 1) * n), this.palette);
          unit += 1;
          context.save();
          context.clip();
          context.drawImage(pixels.canvas, x - w / 2, y - h / 2, w, h);
          context.restore();
        } else {
          context.fillStyle = getComputedStyle(this.network).backgroundColor;
          context.fill();
        }
        context.strokeStyle = ink;
        context.lineWidth = 1;
        context.stroke();
        context.fillStyle = ink;
        if (!l) context.fillText(`x${"₁₂₃"[k]}`, x, y);
      }
  }
}
