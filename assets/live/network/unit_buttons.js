// A button over each unit of the diagram, so that mouse and keyboard can look at it and choose it.

/** @import { Layout } from "./layout.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";

export class UnitButtons {
  /**
   * @param {(unit: number | null, name?: string, activation?: string) => void} onInspect  a unit is
   *   looked at, or no longer
   * @param {(unit: [layer: number, unit: number]) => void} onPick
   */
  constructor(onInspect, onPick) {
    this.onInspect = onInspect;
    this.onPick = onPick;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    this.root = el("div", { class: "gn-units" });
  }

  /**
   * @param {number[]} sizes
   * @param {string[]} activations
   */
  setScene(sizes, activations) {
    const leave = () => this.onInspect(null);
    this.buttons = unitsOf(sizes).map(({ layer, i, name }, index) => {
      const inspect = () => this.onInspect(index, name, activations[layer - 1]);
      return el("button", {
        type: "button",
        "aria-label": name,
        "aria-describedby": "gn-tip",
        onpointerenter: inspect,
        onfocus: inspect,
        onpointerleave: leave,
        onblur: leave,
        onclick: () => this.onPick([layer, i]),
      });
    });
    this.root.replaceChildren(...this.buttons);
  }

  /** @param {Layout} layout */
  place({ tile, units }) {
    for (const [i, { style }] of this.buttons.entries()) {
      style.left = `${units[i].x - tile.w / 2}px`;
      style.top = `${units[i].y - tile.h / 2}px`;
      style.width = `${tile.w}px`;
      style.height = `${tile.h}px`;
    }
  }
}

/**
 * Return the units of a network layer by layer, without its inputs, each with its name.
 *
 * @param {number[]} sizes
 */
export function unitsOf(sizes) {
  const last = sizes.length - 1;
  return sizes.slice(1).flatMap((n, before) =>
    [...Array(n).keys()].map((i) => {
      const layer = before + 1;
      return { layer, i, name: layer < last ? hiddenName(i, layer) : outputName(i, n) };
    }),
  );
}

/**
 * @param {number} i
 * @param {number} layer
 */
const hiddenName = (i, layer) => _("Unit {unit} of hidden layer {layer}", { unit: i + 1, layer });

/**
 * @param {number} i
 * @param {number} n  output units
 */
const outputName = (i, n) =>
  n > 1 ? _("Output unit {unit}, class {i}", { unit: i + 1, i }) : _("Output unit");
