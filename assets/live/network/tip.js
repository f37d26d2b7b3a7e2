// The values of a weight or of a unit's parameters, beside the pointer.

/** @import { Layout, Line } from "./layout.js" */

import { el } from "../../shared/dom.js";
import { formatWeight } from "../../shared/format.js";

const [WIDTH, LINE] = [150, 19]; // pixels

export class Tip {
  constructor() {
    this.root = el("div", { class: "gn-tip", role: "tooltip", id: "gn-tip", hidden: true });
  }

  hide() {
    this.root.hidden = true;
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {number} width  of the diagram
   */
  show(text, x, y, width) {
    this.root.textContent = text;
    this.root.hidden = false;
    this.root.style.transform = `translate(${Math.min(x, width - WIDTH)}px, ${y}px)`;
  }

  /**
   * Show the weight of a line, beside the pointer at (x, y).
   *
   * @param {Line} line
   * @param {Float32Array} theta
   * @param {number} x
   * @param {number} y
   * @param {number} width
   */
  showWeight(line, theta, x, y, width) {
    this.show(nameAndValue(line, theta), x + 14, y - 34, width);
  }

  /**
   * Show the weights and the bias of a unit, below it or above.
   *
   * @param {Layout} layout
   * @param {number} index  of the unit
   * @param {Float32Array} theta
   * @param {number} width
   * @param {number} height
   */
  showUnit({ lines, tile, units }, index, theta, width, height) {
    const unit = units[index];
    const values = lines.filter(({ to }) => to === unit).map((line) => nameAndValue(line, theta));
    const below = unit.y + tile.h / 2 + 8;
    const above = unit.y - tile.h / 2 - 16 - LINE * values.length;
    this.show(values.join("\n"), unit.x - tile.w / 2, unit.y < height / 2 ? below : above, width);
  }
}

/**
 * @param {Line} line
 * @param {Float32Array} theta
 */
function nameAndValue({ name, at }, theta) {
  return `${name} = ${formatWeight(theta[at])}`;
}
