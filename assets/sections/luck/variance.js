// What the variance of the costs comes from, as a bar of up to three parts.

import { el } from "../../shared/dom.js";
import { formatShare } from "../../shared/format.js";
import { _ } from "../../shared/language.js";

/**
 * Return the bar; without parts, nothing.
 *
 * @param {[number, number, number] | null} shares
 */
export function varianceBar(shares) {
  if (!shares) return el("div", {});
  const names = [_("initial weights"), _("data"), _("both together")];
  const parts = names
    .map((name, i) => ({ name, share: shares[i], i }))
    .filter(({ share }) => share > 0);
  const said = parts.map(({ name, share }) => `${name} ${formatShare(share)}`).join(", ");
  return el(
    "figure",
    { class: "gn-luck-variance" },
    el("h4", {}, _("Variance of the final costs")),
    el(
      "div",
      { role: "img", "aria-label": said },
      ...parts.map(({ share, i }) =>
        el("span", { class: `gn-luck-part-${i}`, style: `flex-grow: ${share}` }),
      ),
    ),
    el(
      "figcaption",
      {},
      ...parts.map(({ name, share, i }) =>
        el("span", {}, el("i", { class: `gn-luck-part-${i}` }), `${name} ${formatShare(share)}`),
      ),
    ),
  );
}
