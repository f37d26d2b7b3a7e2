// What the colors of a map mean: names and numbers for both ends and the middle. No drawing here.

/** @import { Interest, PlaneScene } from "../types.d.ts" */

import { formatPlain } from "../../shared/format.js";
import { _ } from "../../shared/language.js";

/**
 * A bar of colors, and what stands below its left end, its middle and its right end.
 *
 * @typedef {object} Meaning
 * @property {string} what
 * @property {[from: number, to: number]} bytes  of the map's colors
 * @property {string[]} texts
 */

/** @typedef {Pick<PlaneScene, "sizes" | "computed_maps" | "n_classes">} Described */

const FULL = 254; // the byte of the right end
const CLASS_BYTES = 85; // of a map of three classes

/**
 * Return what the colors of the output's map mean: a bar, or one for each of three classes.
 *
 * @param {Described} scene
 * @returns {Meaning[]}
 */
export function outputMeanings({ sizes, n_classes: n }) {
  const bytes = /** @type {[number, number]} */ ([0, FULL]);
  if (!n) return [{ what: _("predicted score"), bytes, texts: ["0", "50", _("100 points")] }];
  if (n > 2)
    return [...Array(n).keys()].map((i) => ({
      what: _("class {i}", { i }),
      bytes: [CLASS_BYTES * i, CLASS_BYTES * (i + 1) - 1],
      texts: [_("class {i}", { i })],
    }));
  const isOne = sizes[sizes.length - 1] === 1;
  return isOne
    ? [{ what: _("output ŷ"), bytes, texts: [_("class 0: ŷ = 0"), "0.5", _("ŷ = 1: class 1")] }]
    : [{ what: "ŷ₂ − ŷ₁", bytes, texts: [_("class 0: −1"), "ŷ₂ − ŷ₁ = 0", _("+1: class 1")] }];
}

/**
 * Return what the colors of a unit's map mean.
 *
 * @param {Described} scene
 * @param {NonNullable<Interest["inspected"]>} inspected
 * @returns {Meaning[]}
 */
export function unitMeanings({ sizes, computed_maps: computed }, { unit }) {
  const layer = layerOf(sizes, unit);
  const range = computed?.activations[layer]?.[1];
  const texts = range
    ? [range[0], (range[0] + range[1]) / 2, range[1]].map(formatPlain)
    : ["−max |a|", "0", "max |a|"];
  const [low, middle, high] = texts;
  return [{ what: _("activation a"), bytes: [0, FULL], texts: [`a = ${low}`, middle, high] }];
}

/**
 * Return the layer of a unit, from 0 for the first behind the inputs.
 *
 * @param {number[]} sizes
 * @param {number} unit  counted over all layers
 */
function layerOf(sizes, unit) {
  let first = 0;
  for (let layer = 1; layer < sizes.length; layer += 1) {
    first += sizes[layer];
    if (unit < first) return layer - 1;
  }
  return sizes.length - 2;
}
