// What lies over a chart's axes: the line of a prediction, drawn anew where it or the axes change, and
// while it is open what takes strokes and keys.

/** @import { Axes, Sketch } from "../types.d.ts" */
/** @import { Point } from "./geometry.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { actionOf } from "./keys.js";
import { labelPlace } from "./label_place.js";
import { Scale } from "./scale.js";

needStyle("sketch.css", import.meta.url);

const SVG = "http://www.w3.org/2000/svg";
const LABEL_HEIGHT = 18; // pixels
const LABEL_BASE = 14; // of it, from its upper edge to where its letters stand

/**
 * @typedef {object} Model  a line that can be drawn
 * @property {boolean} isEmpty
 * @property {Point[][]} lines
 * @property {number} n  of points that keys move
 * @property {Point[]} handles  those points; none where nothing is drawn
 * @property {Point[]} points
 * @property {(from: Point) => void} start
 * @property {() => void} clear
 * @property {(point: Point) => void} begin
 * @property {(point: Point) => void} extend
 * @property {() => void} end
 * @property {(k: number, to: Point) => void} move
 */

/** @type {Record<Sketch["kind"], () => { invitation: string, keys: string }>} */
const TEXTS = {
  curve: () => ({
    invitation: _("Draw the curve here"),
    keys: _(
      "Your curve. Draw it, or use keys: left and right arrow choose one of its points, up and down " +
        "arrow move it, less far with Shift. Enter: done",
    ),
  }),
  boundary: () => ({
    invitation: _("Draw the line here"),
    keys: _(
      "Your line. Draw it, or use keys: page up and page down choose one of its points, the arrows " +
        "move it, less far with Shift. Enter: done",
    ),
  }),
};

export class Overlay {
  /**
   * @param {object} does
   * @param {() => Axes | null} does.axes
   * @param {() => Point} does.start  where a line of keys begins
   * @param {(handle: Point, k: number, n: number) => string} does.words  says where a point is
   * @param {(points: Point[]) => void} does.give  called with what was drawn
   */
  constructor({ axes, start, words, give }) {
    this.axes = axes;
    this.startAt = start;
    this.words = words;
    this.give = give;
    /** @type {Sketch | null} */
    this.sketch = null;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Scale | null} */
    this.scale = null;
    this.chosen = 0; // which point keys move
    this.stroke = -1; // the pointer that draws
    this.halo = shape("path", "gn-sketch-halo");
    this.line = shape("path", "gn-sketch-line");
    this.handles = shape("g", "gn-sketch-handles");
    this.label = shape("text", "gn-sketch-label");
    this.svg = shape("svg", "");
    this.svg.setAttribute("aria-hidden", "true");
    this.svg.append(this.halo, this.line, this.handles, this.label);
    this.invitation = el("span", {});
    this.inviting = el(
      "p",
      { class: "gn-sketch-invitation", "aria-hidden": "true" },
      this.invitation,
    );
    this.area = el(
      "div",
      {
        class: "gn-sketch-area",
        onpointerdown: (event) => this.press(event),
        onpointermove: (event) => this.drag(event),
        onpointerup: (event) => this.release(event),
        onpointercancel: (event) => this.release(event),
        onkeydown: (event) => this.key(event),
        onblur: () => this.area.classList.remove("gn-by-keys"),
      },
      this.svg,
      this.inviting,
    );
    this.done = el("button", { type: "button", onclick: () => this.finish() }, _("Done"));
    this.clear = el("button", { type: "button", onclick: () => this.empty() }, _("Clear"));
    this.said = el("p", { class: "gn-live-region", role: "status" });
    const group = { class: "gn-sketch-buttons", role: "group", "aria-label": _("Your prediction") };
    this.buttons = el("div", group, this.clear, this.done);
    this.root = el("div", { class: "gn-sketch" }, this.area, this.buttons, this.said);
  }

  /**
   * Show a prediction, or let it be drawn.
   *
   * @param {Sketch} sketch
   * @param {Model} model
   */
  show(sketch, model) {
    this.sketch = sketch;
    this.model = model;
    this.chosen = 0;
    this.stroke = -1;
    const { isOpen, kind, label } = sketch;
    const { invitation, keys } = TEXTS[kind]();
    const role = isOpen ? "application" : "img";
    this.root.classList.toggle("gn-open", isOpen);
    this.root.dataset.kind = kind;
    this.invitation.textContent = invitation;
    this.label.textContent = label;
    this.said.textContent = "";
    this.area.setAttribute("role", role);
    this.area.setAttribute("aria-label", isOpen ? keys : label);
    if (isOpen) this.area.tabIndex = 0;
    else this.area.removeAttribute("tabindex");
    this.fit();
  }

  /** Take the axes as they are now. */
  fit() {
    const axes = this.axes();
    this.root.hidden = !axes;
    if (!axes) return;
    const { l, r, t, b } = axes.margin;
    Object.assign(this.root.style, {
      left: `${l}px`,
      right: `${r}px`,
      top: `${t}px`,
      bottom: `${b}px`,
    });
    const { clientWidth: width, clientHeight: height } = this.root;
    if (!width || !height) return;
    this.scale = new Scale(axes, { width, height });
    this.draw();
  }

  draw() {
    const { model, scale, sketch } = this;
    if (!model || !scale || !sketch) return;
    const lines = model.lines.map((line) => line.map((point) => scale.place(point)));
    const data = lines.map(pathOf).join("");
    this.halo.setAttribute("d", data);
    this.line.setAttribute("d", data);
    this.inviting.hidden = !sketch.isOpen || lines.length > 0;
    this.done.disabled = this.clear.disabled = model.isEmpty;
    this.label.toggleAttribute("hidden", sketch.isOpen || !lines.length);
    if (sketch.isOpen) this.drawHandles(model, scale);
    else {
      this.handles.replaceChildren();
      if (lines.length) this.placeLabel(lines.flat(), scale.size);
    }
  }

  /**
   * @param {Model} model
   * @param {Scale} scale
   */
  drawHandles(model, scale) {
    const handles = model.handles.map((point, k) => {
      const [x, y] = scale.place(point);
      const isChosen = k === this.chosen;
      const handle = shape("circle", isChosen ? "gn-chosen" : "");
      for (const [name, value] of Object.entries({ cx: x, cy: y, r: isChosen ? 7 : 4 }))
        handle.setAttribute(name, String(value));
      return handle;
    });
    this.handles.replaceChildren(...handles);
  }

  /**
   * @param {Point[]} line  in pixels
   * @param {{ width: number, height: number }} size
   */
  placeLabel(line, size) {
    const width = this.label.getComputedTextLength();
    const [x, y] = labelPlace(line, size, { width, height: LABEL_HEIGHT });
    this.label.setAttribute("x", String(x));
    this.label.setAttribute("y", String(y + LABEL_BASE));
  }

  /**
   * Return where an event is, in units of the chart.
   *
   * @param {PointerEvent} event
   * @param {Scale} scale
   */
  pointOf({ clientX, clientY }, scale) {
    const { left, top } = this.area.getBoundingClientRect();
    return scale.value([clientX - left, clientY - top]);
  }

  /** @param {PointerEvent} event */
  press(event) {
    const { model, scale } = this;
    if (!this.sketch?.isOpen || !model || !scale || !event.isPrimary || event.button) return;
    event.preventDefault(); // no text is selected
    this.area.focus({ preventScroll: true });
    this.area.classList.remove("gn-by-keys");
    this.area.setPointerCapture(event.pointerId);
    this.root.classList.add("gn-drawing");
    this.stroke = event.pointerId;
    model.begin(this.pointOf(event, scale));
    this.draw();
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const { model, scale } = this;
    if (event.pointerId !== this.stroke || !model || !scale) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) model.extend(this.pointOf(one, scale));
    this.draw();
  }

  /** @param {PointerEvent} event */
  release({ pointerId }) {
    if (pointerId !== this.stroke) return;
    this.stroke = -1;
    this.root.classList.remove("gn-drawing");
    this.model?.end();
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { model, scale, sketch } = this;
    if (!sketch?.isOpen || !model || !scale) return;
    const action = actionOf(sketch.kind, event, this.chosen, model.n);
    if (!action) return;
    event.preventDefault(); // the page does not scroll, and the run does not step
    if ("does" in action) {
      this.finish();
      return;
    }
    this.area.classList.add("gn-by-keys");
    if (model.isEmpty) model.start(this.startAt());
    if ("choose" in action) this.chosen = action.choose;
    else this.moveChosen(model, scale, action.by);
    this.draw();
    this.said.textContent = this.words(model.handles[this.chosen], this.chosen, model.n);
  }

  /**
   * @param {Model} model
   * @param {Scale} scale
   * @param {[x: number, y: number]} by  in parts of the axes
   */
  moveChosen(model, scale, [right, up]) {
    const [x, y] = scale.place(model.handles[this.chosen]);
    const { width, height } = scale.size;
    model.move(this.chosen, scale.value([x + right * width, y - up * height]));
  }

  empty() {
    this.model?.clear();
    this.chosen = 0;
    this.said.textContent = _("Nothing is drawn.");
    this.draw();
    this.area.focus({ preventScroll: true });
  }

  finish() {
    if (!this.model || this.model.isEmpty) return;
    this.give(this.model.points);
  }
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name  class
 * @returns {SVGElementTagNameMap[Tag]}
 */
function shape(tag, name) {
  const node = document.createElementNS(SVG, tag);
  if (name) node.setAttribute("class", name);
  return node;
}

/**
 * Return a line as the data of a path; a point alone is a dot.
 *
 * @param {Point[]} line
 */
function pathOf(line) {
  const places = line.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return `M${(places.length > 1 ? places : [...places, ...places]).join("L")}`;
}
