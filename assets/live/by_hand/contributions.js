// What each example contributes to the gradient: bars, the largest first, and what they add up to.
// The points on the plane show the same.

/** @import { Examples } from "../digits/types.d.ts" */
/** @import { Scene } from "../types.d.ts" */
/** @import { ByHand, Contributions } from "./types.d.ts" */

import { cssValue, el, fit } from "../../shared/dom.js";
import { formatSignificant } from "../../shared/format.js";
import { _, withElements } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { digitsOf } from "../pictures.js";
import { floats } from "../protocol.js";

needStyle("contributions.css", import.meta.url);

const HEIGHT = 130;
const FEW = 8; // bars, up to which each has its number

export class ContributionsTab {
  /** @param {(example: number) => void} onExample  a bar was clicked */
  constructor(onExample) {
    this.canvas = el("canvas", {
      role: "img",
      "aria-label": _("The gradient of each example, sorted"),
      title: _("Click a bar for its example"),
    });
    this.sum = el("p", { class: "gn-sum" });
    this.pictures = el("div", { class: "gn-contributing" });
    this.sides = el("span");
    this.onMap = el(
      "span",
      {},
      _("On the map, the larger a point, the larger its gradient, in the color of its sign."),
    );
    this.root = el(
      "div",
      { class: "gn-contributions" },
      el(
        "p",
        {},
        _("What each example adds to the gradient of this weight:"),
        " ",
        this.sides,
        " ",
        this.onMap,
      ),
      this.canvas,
      this.sum,
      this.pictures,
    );
    this.n = 0; // digits
    this.top = 0;
    /** @type {Float32Array} */
    this.bars = new Float32Array();
    /** @type {number[]} */
    this.examples = [];
    /** @type {number | null} */
    this.example = null;
    /** @type {string[]} Of what is negative and positive. */
    this.colors = [];
    this.canvas.addEventListener("click", ({ offsetX }) => {
      const { bars, examples } = this;
      const at = Math.floor((offsetX / this.canvas.clientWidth) * bars.length);
      if (bars.length) onExample(examples[Math.min(bars.length - 1, at)]);
    });
  }

  /** @param {Scene} scene */
  setScene({ colors, plane, words }) {
    this.sides.textContent = _(
      "{positive} bars are positive and make the update lower the weight, {negative} ones are " +
        "negative and make it raise the weight.",
      { positive: words.positive, negative: words.negative },
    );
    this.onMap.hidden = !plane;
    this.colors = colors;
  }

  /**
   * @param {ByHand} byHand
   * @param {number} n  digits
   * @param {number | undefined} side  of the pictures of digits, where there are any
   */
  show({ contributions, contributing, example, wrong, dJ_dw: taken }, n, side) {
    if (!contributions) return;
    this.n = n;
    this.top = contributions.top ?? 0;
    this.bars = floats(contributions.bars);
    this.examples = contributions.examples;
    this.example = example;
    this.sum.replaceChildren(...this.sentence(contributions, wrong ? taken : undefined));
    this.draw();
    this.pictures.hidden = !contributing;
    if (contributing && side) this.showPictures(contributing, side);
  }

  /**
   * Return what the contributions add up to.
   *
   * @param {Contributions} contributions
   * @param {number | null} [taken]  the gradient that the run takes, where that is another
   * @returns {(Node | string)[]}
   */
  sentence({ up, down, m, sum, slope, total }, taken) {
    /** @type {(value: number | null, attributes?: Record<string, string>) => HTMLElement} */
    const number = (value, attributes = {}) =>
      el("b", { class: "gn-number", ...attributes }, formatSignificant(value, this.n));
    const values = {
      up: up.toLocaleString("en"),
      down: down.toLocaleString("en"),
      m: m.toLocaleString("en"),
      penalty: formatSignificant(slope, this.n),
    };
    const added = slope
      ? _(
          "{up} positive, {down} negative. Sum over {m} examples = {sum} + penalty {penalty} = ∂J/∂w = {total}.",
          values,
        )
      : _(
          "{up} positive, {down} negative. Sum over {m} examples = {sum} = ∂J/∂w = {total}.",
          values,
        );
    const parts = withElements(added, {
      sum: number(sum),
      total: number(total, { "aria-label": _("sum over the examples") }),
    });
    if (taken === undefined) return parts;
    const off = number(taken, { class: "gn-number gn-off" });
    return [
      ...parts,
      " ",
      ...withElements(_("With the mistake, the run takes {taken}."), { taken: off }),
    ];
  }

  draw() {
    this.canvas.style.height = `${HEIGHT}px`;
    const { context: c, width, height } = fit(this.canvas);
    c.clearRect(0, 0, width, height);
    if (!this.bars.length) return;
    const ink = cssValue(this.root, "--gn-ink");
    const step = width / this.bars.length;
    const wide = Math.max(step - (step > 4 ? 1 : 0), 0.75);
    const middle = height / 2;
    for (const [i, contribution] of this.bars.entries()) {
      const size = contribution * (middle - 4);
      c.fillStyle = this.colors[contribution > 0 ? 1 : 0];
      c.fillRect(i * step, size > 0 ? middle - size : middle, wide, Math.max(Math.abs(size), 0.5));
      if (this.bars.length <= FEW) {
        c.fillStyle = ink;
        c.font = "600 14px 'Source Sans', sans-serif";
        c.textAlign = "center";
        c.textBaseline = contribution > 0 ? "top" : "bottom";
        const text = formatSignificant(contribution * this.top, this.n);
        c.fillText(text, (i + 0.5) * step, middle + (contribution > 0 ? 4 : -4));
      }
      if (this.examples[i] !== this.example) continue;
      c.strokeStyle = ink;
      c.lineWidth = 2;
      const left = Math.max(1, i * step - 1);
      c.strokeRect(left, 1, Math.min(Math.max(step, 3), width - 2), height - 2);
    }
    c.fillStyle = cssValue(this.root, "--gn-muted");
    c.fillRect(0, middle - 0.5, width, 1);
  }

  /**
   * Digits: those that contribute most, with either sign.
   *
   * @param {Examples} examples
   * @param {number} side
   */
  showPictures({ pixels, labels }, side) {
    const images = digitsOf(pixels, side);
    for (const [i, canvas] of images.entries()) {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", _("a {digit}", { digit: labels[i] }));
    }
    const half = images.length / 2;
    /** @type {(title: string, some: HTMLElement[]) => HTMLElement} */
    const strip = (title, some) =>
      el("figure", {}, el("figcaption", {}, title), el("div", { class: "gn-strip" }, ...some));
    this.pictures.replaceChildren(
      strip(_("Largest positive ones"), images.slice(0, half)),
      strip(_("Largest negative ones"), images.slice(half)),
    );
  }
}
