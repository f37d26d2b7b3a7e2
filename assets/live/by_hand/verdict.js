// What the check of all parameters says: right or wrong.

/** @import { Check } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { _, N_ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";

needStyle("verdict.css", import.meta.url);

const NAMES = 8; // parameters that are named

/** What is said where some of the parameters were checked, or all. */
const RIGHT = {
  some: N_(
    "✓ The gradient is right at {n} of {of} parameters: |a − b| / |a + b| = {ratio} with " +
      "ε = {epsilon}.",
  ),
  all: N_(
    "✓ The gradient is right at all {of} parameters: |a − b| / |a + b| = {ratio} with " +
      "ε = {epsilon}.",
  ),
};
const RIGHT_AND_TINY = {
  some: N_(
    "✓ The gradient is right at {n} of {of} parameters: it is next to 0 here, and the rest is " +
      "rounding.",
  ),
  all: N_(
    "✓ The gradient is right at all {of} parameters: it is next to 0 here, and the rest is rounding.",
  ),
};
/** Where few enough are wrong to be named, and where more are. */
const WRONG = {
  few: N_(
    "✗ The gradient is wrong at {wrong} of {n} parameters: {names}. Its relative error is " +
      "{percent} %.",
  ),
  more: N_(
    "✗ The gradient is wrong at {wrong} of {n} parameters: {names} and {more} more. Its relative " +
      "error is {percent} %.",
  ),
};

export class Verdict {
  constructor() {
    this.root = el("p", { class: "gn-verdict-box", role: "status" });
  }

  /** @param {Check} check */
  show(check) {
    this.root.dataset.ok = String(check.wrong.length === 0);
    this.root.textContent = verdictOf(check);
  }
}

/** @param {number} epsilon */
export const formatEpsilon = (epsilon) => epsilon.toExponential(0).replace("-", "−");

/** @param {number} n */
const count = (n) => n.toLocaleString("en");

/**
 * Return a check of all parameters, or of a sample, in a sentence.
 *
 * @param {Check} check
 */
export function verdictOf({ wrong, n, of, norm, norm_epsilon: epsilon, names, off, tiny }) {
  if (wrong.length === 0) {
    const texts = tiny ? RIGHT_AND_TINY : RIGHT;
    return _(n < of ? texts.some : texts.all, {
      n: count(n),
      of: count(of),
      ratio: formatSignificant(norm, 2),
      epsilon: formatEpsilon(epsilon),
    });
  }
  const values = {
    wrong: count(wrong.length),
    n: count(n),
    names: names.slice(0, NAMES).join(", "),
    more: wrong.length - NAMES,
    percent: formatSignificant(off === null ? null : 100 * off, 2),
  };
  return _(wrong.length > NAMES ? WRONG.more : WRONG.few, values);
}
