// One learner's network on the wall. It stays the same element while its run goes on, so that a click
// that takes a moment still finds it.

/** @import { Picture } from "../sections/grid/types.d.ts" */
/** @import { Tile } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { formatCost, formatEpoch, formatShare } from "../shared/format.js";
import { _ } from "../shared/language.js";
import { colorOf } from "./people.js";

export class TileView {
  /** @param {() => void} enlarge */
  constructor(enlarge) {
    this.place = el("span", { class: "gn-tile-picture" });
    this.face = el(
      "button",
      {
        type: "button",
        class: "gn-tile-face",
        title: _("Large, or small again"),
        onclick: enlarge,
      },
      this.place,
    );
    this.color = el("i", { "aria-hidden": "true" });
    this.name = el("span");
    this.result = el("b");
    this.where = el("small");
    this.step = el("small");
    this.stuck = el("small", { class: "gn-tile-stuck" });
    this.open = el("a", { class: "gn-tile-open", target: "_blank" }, _("Open"));
    this.root = el(
      "li",
      { class: "gn-tile" },
      this.face,
      el("span", { class: "gn-tile-name" }, this.color, this.name),
      this.result,
      this.where,
      this.step,
      this.stuck,
      this.open,
    );
    /** @type {Tile["picture"]} */
    this.picture = null;
  }

  /**
   * @param {Tile} tile
   * @param {object} how
   * @param {number} how.animal
   * @param {boolean} how.isLarge
   * @param {boolean} how.isNamed
   */
  update(tile, { animal, isLarge, isNamed }) {
    const { page, status, epoch, J, test_accuracy: share, step, stuck, address } = tile;
    const called = isNamed ? tile.name : "";
    const result = J === null ? "" : _("J {J}", { J: formatCost(J) });
    const numbers = [result, share === null ? "" : formatShare(share)].filter(Boolean);
    this.picture = tile.picture && "colors" in tile.picture ? tile.picture : null;
    this.root.classList.toggle("gn-tile-large", isLarge);
    this.face.setAttribute("aria-pressed", String(isLarge));
    this.face.setAttribute(
      "aria-label",
      [called, page, ...numbers, stuck].filter(Boolean).join(", "),
    );
    this.color.style.background = colorOf(animal);
    this.name.textContent = called;
    this.result.textContent = numbers.join(" · ");
    const at = status === "playing" ? _("playing") : "";
    this.where.textContent = [page, formatEpoch(epoch), at].filter(Boolean).join(" · ");
    this.step.textContent = step;
    this.stuck.textContent = stuck;
    this.open.href = address;
  }

  /**
   * Return its picture with the number of its colors among the palettes, which get them if they have not.
   *
   * @param {string[]} palettes  as JSON
   */
  drawn(palettes) {
    if (!this.picture) return null;
    const { colors, ...rest } = this.picture;
    const text = JSON.stringify(colors);
    if (!palettes.includes(text)) palettes.push(text);
    const picture = /** @type {Picture} */ ({ ...rest, palette: palettes.indexOf(text) });
    return { element: this.place, picture };
  }
}
