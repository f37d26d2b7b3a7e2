// What the colors of a difference map mean, at both ends and in the middle. No drawing here.

/** @import { PlaneScene } from "../types.d.ts" */
/** @import { Meaning } from "../color_key/meanings.js" */

import { formatPlain } from "../../shared/format.js";
import { _ } from "../../shared/language.js";

const [HALF, FULL] = [127, 254]; // bytes of neutral, and of the right end
const POINTS = 100; // of a score of 1

/**
 * @param {Pick<PlaneScene, "sizes" | "n_classes">} scene
 * @param {number} scale  the difference that the ends stand for
 * @returns {Meaning}
 */
export function meaningOf({ sizes, n_classes: n }, scale) {
  const nOut = sizes[sizes.length - 1];
  const plain = formatPlain(scale);
  if (nOut > 2) {
    const texts = [_("0: A and B say the same"), _("{scale}: other classes", { scale: plain })];
    return { what: "A − B", bytes: [HALF, FULL], texts };
  }
  const ends = n
    ? [
        _("−{scale}: A more class 0", { scale: plain }),
        _("A more class 1: +{scale}", { scale: plain }),
      ]
    : scoreEnds(formatPlain(POINTS * scale));
  return { what: "A − B", bytes: [0, FULL], texts: [ends[0], "0", ends[1]] };
}

/** @param {string} scale  in points */
function scoreEnds(scale) {
  return [_("A lower by {scale} points", { scale }), _("A higher by {scale} points", { scale })];
}
