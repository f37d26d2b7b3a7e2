// The colors of the plane: of its maps, softened towards the page's background, of the rings around
// examples, and the key that says what they mean.

/** @import { Interest, PlaneScene } from "../types.d.ts" */

import { contextOf, cssValue, el } from "../../shared/dom.js";
import { ColorKey } from "../color_key/color_key.js";
import { outputMeanings, unitMeanings } from "../color_key/meanings.js";
import { palette } from "../palette.js";
import { cut, softened } from "./map_colors.js";

export class PlaneColors {
  constructor() {
    this.key = new ColorKey();
    this.output = palette([]);
    this.unit = palette([]);
    this.ring = { ink: "", background: "" };
    /** @type {{ output: number[], unit: number[] }} What the palettes are made from. */
    this.channels = { output: [], unit: [] };
  }

  /**
   * Make the colors, for a scene or a theme.
   *
   * @param {PlaneScene} scene
   * @param {Element} node  where the plane stands
   * @param {boolean} isCut  whether a class has one color
   */
  make({ class_palette: own, n_classes: n, unit_palette: ofUnits }, node, isCut) {
    this.ring = {
      ink: cssValue(node, "--gn-ink"),
      background: cssValue(node, "--st-background-color"),
    };
    const background = channelsOf(this.ring.background);
    // A map of numbers has no points that are right or wrong, and keeps its own colors.
    const output = n > 0 ? softened(isCut ? cut(own, n) : own, background) : own;
    this.channels = { output, unit: softened(ofUnits, background) };
    this.output = palette(this.channels.output);
    this.unit = palette(this.channels.unit);
  }

  /**
   * Say what the colors mean.
   *
   * @param {PlaneScene} scene
   * @param {Interest["inspected"]} inspected
   */
  explain(scene, inspected) {
    if (inspected) this.key.show(unitMeanings(scene, inspected), this.channels.unit);
    else this.key.show(outputMeanings(scene), this.channels.output);
  }
}

/**
 * Return the channels of a color.
 *
 * @param {string} color  as a style sheet has it
 * @returns {import("./map_colors.js").Color}
 */
function channelsOf(color) {
  const context = contextOf(el("canvas", { width: 1, height: 1 }), { willReadFrequently: true });
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const { data } = context.getImageData(0, 0, 1, 1);
  return [data[0], data[1], data[2]];
}
