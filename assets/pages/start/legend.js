// Below the buttons: the numbers of the picture that is shown, and what its colors mean.

/** @import { Film } from "./film.js" */
/** @import { Colors } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";

/** @param {Film} film */
export function numbers({ data }) {
  const [epoch, wrong, J] = [_("epoch"), _("wrong"), _("cost J")].map((name) => {
    const value = el("dd", {});
    return { node: el("div", {}, el("dt", {}, name), value), value };
  });
  return {
    root: el("dl", { class: "gn-figures" }, epoch.node, wrong.node, J.node),
    /** @param {number} i */
    show(i) {
      epoch.value.textContent = String(data.epochs[i]);
      const m = data.labels.length;
      wrong.value.textContent = _("{wrong} of {m}", { wrong: data.wrong[i] ?? "–", m });
      J.value.textContent = data.J[i].toFixed(3);
    },
  };
}

/** @param {Colors} colors */
export function colorKey({ maps, negative, positive, points }) {
  const { classes } = maps;
  const stops = Array.from({ length: 9 }, (_, k) => {
    const at = 3 * Math.round((k * (classes.length / 3 - 1)) / 8);
    return `rgb(${classes.slice(at, at + 3).join(" ")})`;
  });
  return el(
    "ul",
    { class: "gn-key", "aria-label": _("What the colors and shapes mean") },
    el(
      "li",
      {},
      el("i", { class: "gn-disk", style: `background: ${points[0]}` }),
      _("class {i}", { i: 0 }),
      el("i", { class: "gn-scale", style: `background: linear-gradient(90deg, ${stops.join()})` }),
      _("class {i}", { i: 1 }),
      el("i", { class: "gn-square", style: `background: ${points[1]}` }),
    ),
    el(
      "li",
      {},
      el("i", { class: "gn-line", style: `background: ${negative}` }),
      _("negative weight"),
      el("i", { class: "gn-line", style: `background: ${positive}` }),
      _("positive"),
    ),
    el("li", {}, el("i", { class: "gn-ring" }), _("wrong: on the other class's side")),
  );
}
