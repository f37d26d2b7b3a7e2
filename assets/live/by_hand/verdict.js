// What the check of all parameters says: right or wrong.

/** @import { Check } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { needStyle } from "../../shared/styles.js";

needStyle("verdict.css", import.meta.url);

const NAMES = 8; // parameters that are named

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
    const many = n < of ? `${count(n)} of ${count(of)}` : `all ${count(of)}`;
    const ratio = tiny
      ? "it is next to 0 here, and the rest is rounding"
      : `|a − b| / |a + b| = ${formatSignificant(norm, 2)} with ε = ${formatEpsilon(epsilon)}`;
    return `✓ The gradient is right at ${many} parameters: ${ratio}.`;
  }
  const more = wrong.length > NAMES ? ` and ${wrong.length - NAMES} more` : "";
  const share = off === null ? null : 100 * off;
  return (
    `✗ The gradient is wrong at ${count(wrong.length)} of ${count(n)} parameters: ` +
    `${names.slice(0, NAMES).join(", ")}${more}. ` +
    `Its relative error is ${formatSignificant(share, 2)} %.`
  );
}
