// What the colors of a difference map mean, at both ends and in the middle. No drawing here.

/** @import { PlaneScene } from "../types.d.ts" */
/** @import { Meaning } from "../color_key/meanings.js" */

import { formatPlain } from "../../shared/format.js";
import { _ } from "../../shared/language.js";

const [HALF, FULL] = [127, 254]; // bytes of neutral, and of the right end
const POINTS = 100; // of a score of 1

/** @typedef {Pick<PlaneScene, "sizes" | "n_classes">} Described */

/**
 * @param {Described} scene
 * @param {number} scale  the difference that the ends stand for
 * @returns {Meaning}
 */
export function meaningOf({ sizes, n_classes: n }, scale) {
  const end = formatPlain(n ? scale : POINTS * scale);
  return sizes[sizes.length - 1] > 2
    ? { what: "A − B", bytes: [HALF, FULL], texts: ["0", end] }
    : { what: "A − B", bytes: [0, FULL], texts: [`−${end}`, "0", `+${end}`] };
}

/**
 * Return what a difference above 0 is.
 *
 * @param {Described} scene
 */
export function aboveZero({ sizes, n_classes: n }) {
  if (!n) return _("above 0: A says more points");
  return sizes[sizes.length - 1] > 2
    ? _("the higher, the farther apart")
    : _("above 0: A leans more to class 1");
}
