// The cost that the lanes race for, as a line over the chart: dragged, or moved by the arrow keys.

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { costAt, shareOf, stepped } from "./target.js";

/**
 * The axes of the chart; places in pixels from its edges.
 *
 * @typedef {object} Axes
 * @property {[number, number]} range  of costs
 * @property {boolean} isLog
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} height
 */

export class TargetLine {
  /** @param {(target: number) => void} onTarget */
  constructor(onTarget) {
    this.onTarget = onTarget;
    this.J = 0;
    this.isMoved = false; // whether it is being dragged
    this.shown = "";
    /** @type {Axes | null} */
    this.axes = null;
    this.text = el("span", {}, "");
    this.root = el(
      "div",
      {
        class: "gn-target",
        role: "slider",
        tabindex: 0,
        hidden: true,
        "aria-orientation": "vertical",
        "aria-label": _("Cost to reach"),
        title: _("Drag it, or press the up and down arrow keys"),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.press(event),
        onpointerdown: (/** @type {PointerEvent} */ event) => this.grasp(event),
        onpointermove: (/** @type {PointerEvent} */ event) => this.move(event),
        onpointerup: () => this.release(),
        onpointercancel: () => this.release(),
      },
      this.text,
    );
  }

  /**
   * @param {number | null} target  null for none
   */
  set(target) {
    if (this.isMoved) return;
    this.J = target ?? 0;
    this.show();
  }

  /** @param {Axes} axes  of the chart, in pixels */
  place(axes) {
    this.axes = axes;
    this.show();
  }

  show() {
    const { axes, J } = this;
    const shown = JSON.stringify([axes, J]);
    if (shown === this.shown) return; // it is called with every frame
    this.shown = shown;
    this.root.hidden = !axes || !(J > 0);
    if (!axes || !(J > 0)) return;
    const share = shareOf(J, axes.range, axes.isLog);
    this.root.classList.toggle("gn-outside", share < 0 || share > 1);
    const y = axes.top + (1 - Math.min(1, Math.max(0, share))) * axes.height;
    const style = { top: `${y}px`, left: `${axes.left}px`, right: `${axes.right}px` };
    Object.assign(this.root.style, style);
    this.text.textContent = `J = ${J}`;
    for (const [name, value] of Object.entries({
      valuenow: J,
      valuemin: costAt(0, axes.range, axes.isLog),
      valuemax: costAt(1, axes.range, axes.isLog),
      valuetext: `J = ${J}`,
    }))
      this.root.setAttribute(`aria-${name}`, String(value));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    if (!by || !this.axes) return;
    event.preventDefault();
    event.stopPropagation();
    this.J = stepped(this.J, by > 0 ? 1 : -1, this.axes.range, this.axes.isLog);
    this.show();
    this.onTarget(this.J);
  }

  /** @param {PointerEvent} event */
  grasp(event) {
    this.isMoved = true;
    this.root.setPointerCapture(event.pointerId);
    event.preventDefault();
    this.root.focus();
  }

  /** @param {PointerEvent} event */
  move({ clientY }) {
    const { axes } = this;
    const holder = this.root.parentElement;
    if (!this.isMoved || !axes || !holder) return;
    const y = clientY - holder.getBoundingClientRect().top - axes.top;
    this.J = costAt(1 - y / axes.height, axes.range, axes.isLog);
    this.show();
  }

  release() {
    if (!this.isMoved) return;
    this.isMoved = false;
    this.onTarget(this.J);
  }
}
