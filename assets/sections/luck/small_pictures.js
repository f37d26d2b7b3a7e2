// A small picture of each network, the best first: buttons, all pictures on one canvas over them.

/** @import { Luck, Network, Small } from "./types.d.ts" */

import { MapsFromTheta } from "../../live/maps.js";
import { palette } from "../../live/palette.js";
import { Pixels } from "../../live/pixels.js";
import { bytesOf, floats } from "../../live/protocol.js";
import { el, fit } from "../../shared/dom.js";
import { formatCost, formatShare } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { seedsInWords } from "./words.js";

const NUMBERS_OF_A_SCALING = 4;

export class SmallPictures {
  /**
   * @param {object} does
   * @param {(number: number) => void} does.open
   * @param {(number: number | null) => void} does.mark
   */
  constructor(does) {
    this.does = does;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.list = el("div", { class: "gn-luck-list" });
    this.root = el(
      "div",
      { class: "gn-luck-pictures", role: "group", "aria-label": _("The networks, the best first") },
      el("div", {}, this.list, this.canvas),
    );
    /** @type {Luck | null} */
    this.shown = null;
    /** @type {Uint8Array[]} The bytes of each picture. */
    this.pictures = [];
    new ResizeObserver(() => this.paint()).observe(this.list);
  }

  /** @param {Luck} luck */
  show(luck) {
    this.shown = luck;
    this.pictures = luck.small ? picturesOf(luck.small, floats(luck.scalings)) : [];
    const focused = this.list.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-number")
      : null;
    this.list.replaceChildren(...luck.networks.map((one) => this.button(one, luck)));
    // Drawn anew while it grows: the keyboard stays where it was.
    const again = focused && this.list.querySelector(`[data-number="${focused}"]`);
    if (again instanceof HTMLElement) again.focus();
    this.paint();
  }

  /**
   * @param {Network} network
   * @param {Luck} luck
   */
  button({ number, seeds, cost, accuracy, diverged }, { factor, small, three }) {
    const places = { best: _("the best"), median: _("the median"), worst: _("the worst") };
    const name = Object.entries(places).find(
      ([place]) => three[/** @type {"best"} */ (place)] === number,
    );
    const result = diverged || cost === null ? _("diverged") : `J ${formatCost(cost)}`;
    const share = accuracy === null ? "" : formatShare(accuracy);
    const words = seedsInWords(factor, seeds);
    const { mark, open } = this.does;
    return el(
      "button",
      {
        type: "button",
        class: name ? `gn-luck-is-${name[0]}` : "",
        "data-number": number,
        "aria-label": [name?.[1], words, result, share].filter(Boolean).join(", "),
        title: _("{seeds}: click to open this network", { seeds: words }),
        onclick: () => open(number),
        onpointerenter: () => mark(number),
        onpointerleave: () => mark(null),
        onfocus: () => mark(number),
        onblur: () => mark(null),
      },
      small
        ? el("span", {
            class: "gn-luck-picture",
            style: `aspect-ratio: ${small.columns} / ${small.rows}`,
          })
        : "",
      el("b", {}, result),
      el("small", {}, name ? name[1] : share || words),
    );
  }

  paint() {
    const small = this.shown?.small;
    if (!small || !this.pictures.length) return;
    const { context, width, height } = fit(this.canvas);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = "computed" in small;
    const pixels = new Pixels(small.columns, small.rows);
    const colors = palette(small.palette);
    const corner = this.list.getBoundingClientRect();
    for (const [i, place] of this.list.querySelectorAll(".gn-luck-picture").entries()) {
      const { left, top, width: w, height: h } = place.getBoundingClientRect();
      pixels.paint(this.pictures[i], colors);
      context.drawImage(pixels.canvas, left - corner.left, top - corner.top, w, h);
    }
  }
}

/**
 * Return the bytes of each picture.
 *
 * @param {Small} small
 * @param {Float32Array} scalings
 */
export function picturesOf({ columns, rows, computed, thetas, pixels }, scalings) {
  if (!computed || thetas === undefined) return parts(bytesOf(pixels ?? ""), columns * rows);
  const { sizes } = computed;
  const nParameters = sizes
    .slice(1)
    .reduce((n, size, l) => n + size * (sizes[l] + (computed.biases ? 1 : 0)), 0);
  const given = floats(thetas);
  return Array.from({ length: given.length / nParameters }, (_one, i) => {
    const at = NUMBERS_OF_A_SCALING * i;
    const maps = new MapsFromTheta(
      { ...computed, map: [columns, rows], unit_map: [1, 1] },
      {
        ...computed,
        shift: [...scalings.subarray(at, at + 2)],
        scale: [...scalings.subarray(at + 2, at + 4)],
        stride: columns, // of the units' maps one pixel, which nobody sees
      },
    );
    maps.compute(given.subarray(i * nParameters, (i + 1) * nParameters));
    return maps.map;
  });
}

/**
 * @param {Uint8Array} bytes
 * @param {number} size
 */
function parts(bytes, size) {
  return Array.from({ length: bytes.length / size }, (_one, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
}
