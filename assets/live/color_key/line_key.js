// A key to the diagram of a network: what the lines and the small maps in the units mean.

/** @import { PlaneScene } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { gradient } from "./color_key.js";

needStyle("color_key.css", import.meta.url);

const SIZES = [1, 5]; // of weights whose lines are shown
const FULL = 254; // the byte of the right end of a map

/**
 * Return the parts of the key.
 *
 * @param {Pick<PlaneScene, "colors" | "dashes" | "unit_palette">} scene
 * @param {(w: number) => number} widthOf  of the line of a weight, in pixels
 */
export function lineKey({ colors, dashes, unit_palette: channels }, widthOf) {
  const bar = el("i", { class: "gn-key-bar" });
  bar.style.background = gradient(channels, [0, FULL]);
  return [
    el("span", {}, _("weight:"), line({ color: colors[0], isDashed: dashes }), _("negative")),
    el("span", {}, line({ color: colors[1] }), _("positive")),
    el("span", {}, _("size:"), ...SIZES.flatMap((w) => [line({ width: widthOf(w) }), String(w)])),
    el("span", {}, _("unit: low"), bar, _("high")),
  ];
}

/** @param {{ color?: string, width?: number, isDashed?: boolean }} look */
function line({ color = "", width = 3, isDashed = false }) {
  const node = el("i", {});
  Object.assign(node.style, {
    borderTopColor: color,
    borderTopWidth: `${width}px`,
    borderTopStyle: isDashed ? "dashed" : "solid",
  });
  return node;
}
