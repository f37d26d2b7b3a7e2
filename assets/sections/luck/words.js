// What the seeds of a network are called. No drawing here.

/** @import { Luck } from "./types.d.ts" */

import { _ } from "../../shared/language.js";

/**
 * @param {Luck["factor"]} factor
 * @param {number[]} seeds  of what differs
 */
export function seedsInWords(factor, seeds) {
  const [first, second] = seeds;
  if (factor === "both") return _("weight seed {first}, data seed {second}", { first, second });
  if (factor === "data") return _("data seed {first}", { first });
  return _("weight seed {first}", { first });
}
