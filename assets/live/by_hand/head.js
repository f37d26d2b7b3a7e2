// The head of the panel: which weight or unit, which example, their numbers.

/** @import { Scene } from "../types.d.ts" */
/** @import { ByHand, ByHandLook } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatEpoch, formatSignificant } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { digitsOf } from "../pictures.js";
import { formula } from "./formula.js";

const BIAS = -1; // the value of the bias in the list of what a weight leads from

export class Head {
  /**
   * @param {object} does
   * @param {(change: { layer?: number, i?: number | null, j?: number }) => void} does.onChoose
   *   another parameter was chosen
   * @param {(change: Partial<ByHandLook>) => void} does.onWant  something else is to be seen
   * @param {() => void} does.onClose
   */
  constructor({ onChoose, onWant, onClose }) {
    this.layer = select(_("Layer of the weight"), (layer) => onChoose({ layer, i: 0, j: 0 }));
    this.from = select(_("From"), (i) => onChoose({ i: i === BIAS ? null : i }));
    this.to = select(_("To"), (j) => onChoose({ j }));
    this.name = el("span", { class: "gn-by-hand-name" });
    this.words = el("span", { class: "gn-by-hand-words" });
    this.epoch = el("span", { class: "gn-by-hand-epoch" });
    this.w = el("b", { class: "gn-number", "aria-label": _("weight") });
    this.gradient = el("b", { class: "gn-number", "aria-label": _("gradient") });
    this.numbers = el(
      "span",
      { class: "gn-by-hand-numbers" },
      el("i", {}, "w = "),
      this.w,
      el("i", {}, " ∂J/∂w = "),
      this.gradient,
    );
    this.picture = el("span", { class: "gn-by-hand-picture" });
    this.example = el("input", {
      type: "number",
      min: 1,
      step: 1,
      "aria-label": _("Example"),
      title: _("Its number among the training examples; a click on a point of the map chooses it"),
      onchange: () => onWant({ example: Number(this.example.value) - 1 }),
    });
    this.of = el("span");
    this.all = el(
      "button",
      {
        type: "button",
        class: "gn-pill",
        title: _("The gradient that a run in one batch takes"),
        onclick: () => onWant({ example: this.isSummed ? 0 : null }),
      },
      _("all, summed"),
    );
    const name = _("Close backprop by hand");
    const close = { type: "button", class: "gn-close", "aria-label": name, onclick: onClose };
    this.root = el(
      "div",
      { class: "gn-by-hand-head" },
      el(
        "div",
        { class: "gn-by-hand-title" },
        this.name,
        this.words,
        this.numbers,
        this.epoch,
        el("button", { ...close, title: _("Close") }, "×"),
      ),
      el(
        "div",
        { class: "gn-by-hand-choice" },
        el("label", {}, _("layer"), " ", this.layer),
        el("label", {}, _("from"), " ", this.from),
        el("label", {}, _("to"), " ", this.to),
        el("label", {}, _("example"), " ", this.example),
        this.of,
        this.all,
        this.picture,
      ),
    );
    this.isSummed = false; // over all examples
    this.kind = "";
  }

  /**
   * @param {ByHand} byHand
   * @param {number} n  digits
   * @param {Scene} scene
   */
  show(byHand, n, scene) {
    const { example, m, picture } = byHand;
    this.isSummed = example === null;
    this.name.replaceChildren(formula(byHand.name));
    this.words.textContent = byHand.words;
    const at = { unit: scene.unit, epoch: formatEpoch(byHand.epoch) };
    this.epoch.textContent = _("{unit} {epoch}", at);
    this.numbers.hidden = byHand.unit !== null;
    this.w.textContent = formatSignificant(byHand.w, n);
    this.gradient.textContent = formatSignificant(byHand.dJ_dw, n);
    this.numbers.classList.toggle("gn-wrong", byHand.wrong);
    this.fillSelects(byHand, scene.inputs ?? []);
    this.example.max = String(m);
    this.example.value = example === null ? "" : String(example + 1);
    this.of.textContent = _("of {m}", { m: m.toLocaleString("en") });
    this.all.setAttribute("aria-pressed", String(this.isSummed));
    const side = scene.digits?.side;
    this.picture.replaceChildren(...(picture && side ? digitsOf(picture.pixels, side) : []));
    if (picture) this.picture.title = _("a {digit}", { digit: picture.labels[0] });
  }

  /**
   * @param {ByHand} byHand
   * @param {string[]} inputs  their names, where they have any
   */
  fillSelects({ sizes, biases, layer: own, i, j, unit }, inputs) {
    const [layer, to] = unit ?? [own, j];
    const kind = `${sizes} ${biases} ${layer}`;
    if (kind !== this.kind) {
      this.kind = kind;
      /** @param {number} k */
      const nameOf = (k) => (layer === 1 ? (inputs[k] ?? `x${k + 1}`) : String(k + 1));
      const last = sizes.length - 2;
      this.layer.replaceChildren(
        ...options(sizes.length - 1, (k) => (k === last ? _("output") : String(k + 1)), 1),
      );
      this.from.replaceChildren(...options(sizes[layer - 1], nameOf));
      if (biases) this.from.append(el("option", { value: BIAS }, _("1 (bias)")));
      this.to.replaceChildren(...options(sizes[layer], (k) => String(k + 1)));
    }
    this.layer.value = String(layer);
    this.from.value = unit ? "" : String(i ?? BIAS);
    this.to.value = String(to);
  }
}

/**
 * @param {string} label
 * @param {(value: number) => void} onChange
 */
function select(label, onChange) {
  const node = el("select", { "aria-label": label, onchange: () => onChange(Number(node.value)) });
  return node;
}

/**
 * Return options with the numbers from `first` on as values.
 *
 * @param {number} n
 * @param {(k: number) => string} nameOf  k from 0
 * @param {number} [first]
 */
function options(n, nameOf, first = 0) {
  return Array.from({ length: n }, (_, k) => el("option", { value: first + k }, nameOf(k)));
}
