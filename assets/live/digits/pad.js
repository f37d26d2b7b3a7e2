// A drawing on its way through the network: scaled, centered and inked as the data are, made as
// coarse as they are, answered by the hidden units, read by ten outputs.

/** @import { Digits, DigitsFrame, DrawnDigit, Stroke } from "./types.d.ts" */

import { cssValue, el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { asImage, digitsOf } from "../pictures.js";
import { Sheet } from "./sheet.js";
import { UnitGrid } from "./unit_grid.js";

const CLASSES = 10;
const [LIT_GAP, FAINT] = [5, 0.15]; // between units, in pixels; how a silent one is shown

export class Pad {
  /** @param {(strokes: Stroke[], grows: boolean) => void} onDraw */
  constructor(onDraw) {
    this.sheet = new Sheet(onDraw);
    this.fine = el("div", { class: "gn-step" });
    this.coarse = el("div", { class: "gn-step" });
    const name = _("Hidden units that light up");
    const canvas = { class: "gn-lit", role: "img", "aria-label": name };
    this.units = new UnitGrid(el("canvas", canvas), LIT_GAP);
    this.bars = [...Array(CLASSES).keys()].map((digit) => {
      const [fill, value] = [el("i"), el("b")];
      const row = el(
        "li",
        { "aria-label": _("Output {digit}", { digit }) },
        el("span", {}, String(digit)),
        el("s", {}, fill),
        value,
      );
      return { fill, value, row };
    });
    this.verdict = el("p", { class: "gn-verdict", role: "status" });
    const words = _(
      "mouse, finger or pen; made as large, as thick and as centered as the digits it knows",
    );
    this.root = el(
      "section",
      { class: "gn-pad" },
      el("h3", {}, _("Draw a digit"), el("small", {}, words)),
      this.steps(),
    );
    this.side = 1;
    /** @type {DrawnDigit | null | undefined} */
    this.drawn = undefined;
  }

  steps() {
    /** @type {(label: string, onclick: () => void) => HTMLElement} */
    const button = (label, onclick) => el("button", { type: "button", onclick }, label);
    /** @type {(title: string, ...nodes: HTMLElement[]) => HTMLElement} */
    const step = (title, ...nodes) => el("figure", {}, el("figcaption", {}, title), ...nodes);
    const choice = el(
      "div",
      { class: "gn-choice" },
      button(_("Clear"), () => this.sheet.clear()),
      button(_("Undo stroke"), () => this.sheet.undo()),
    );
    const rows = this.bars.map(({ row }) => row);
    return el(
      "div",
      { class: "gn-pad-steps" },
      step(_("Your sheet"), this.sheet.canvas, choice),
      step(_("Scaled, centered"), this.fine),
      step(_("As fed in"), this.coarse),
      step(_("Hidden units light up"), this.units.canvas),
      step(_("Outputs"), el("ol", { class: "gn-outputs" }, ...rows), this.verdict),
    );
  }

  /** @param {Digits} digits */
  setScene({ side, shown_side: shown, n_pictures: n }) {
    this.side = side;
    this.units.setScene(shown, n);
    this.drawn = undefined;
  }

  /**
   * Show the steps on the way, as the server has made them.
   *
   * @param {DrawnDigit | null | undefined} drawn
   */
  show(drawn) {
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const fine = drawn ? digitsOf(drawn.fine, drawn.fine_side) : [];
    const coarse = drawn ? digitsOf(drawn.pixels, this.side) : [];
    this.fine.replaceChildren(...fine.map(asImage));
    this.coarse.replaceChildren(...coarse.map(asImage));
  }

  /**
   * Show what the network says at a frame.
   *
   * @param {DigitsFrame} frame
   * @param {boolean} isDrawn  whether the frame is about what is on the sheet
   * @param {Uint32Array} palette
   */
  paint({ outputs, lit, pictures }, isDrawn, palette) {
    this.root.classList.toggle("gn-empty", !isDrawn);
    const best = outputs.indexOf(Math.max(...outputs));
    for (const [digit, { fill, value, row }] of this.bars.entries()) {
      const percent = 100 * outputs[digit];
      fill.style.width = isDrawn ? `${percent}%` : "0";
      value.textContent = isDrawn ? `${percent.toFixed(0)} %` : "";
      row.classList.toggle("gn-best", isDrawn && digit === best);
    }
    this.verdict.textContent = isDrawn ? _("It reads a {digit}.", { digit: best }) : "";
    /** @param {number} unit */
    const strength = (unit) => (isDrawn ? lit[unit] : 0);
    const color = cssValue(this.root, "--gn-lit");
    this.units.paint(
      pictures,
      palette,
      (unit) => FAINT + (1 - FAINT) * strength(unit),
      (unit) => (strength(unit) ? { color, alpha: strength(unit) } : null),
    );
  }

  resize() {
    this.sheet.draw();
  }
}
