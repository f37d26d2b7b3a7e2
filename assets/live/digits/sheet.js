// A sheet to draw a digit on, with mouse, finger or pen.

/** @import { Stroke } from "./types.d.ts" */

import { cssValue, el, fit } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";

const SEND_MS = 120; // while one draws
const PEN = 0.07; // of the sheet's width

export class Sheet {
  /**
   * @param {(strokes: Stroke[], grows: boolean) => void} onDraw  `grows`: the same drawing with
   *   more ink
   */
  constructor(onDraw) {
    this.onDraw = onDraw;
    /** @type {Stroke[]} */
    this.strokes = [];
    this.isDrawing = false;
    this.sent = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.canvas = el("canvas", {
      class: "gn-sheet",
      role: "img",
      "aria-label": _("Sheet to draw a digit on"),
    });
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.go(event));
    this.canvas.addEventListener("pointerup", () => this.end());
    this.canvas.addEventListener("pointercancel", () => this.end());
  }

  clear() {
    this.change([]);
  }

  undo() {
    this.change(this.strokes.slice(0, -1));
  }

  /** @param {PointerEvent} event */
  begin(event) {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.isDrawing = true;
    this.strokes = [...this.strokes, [this.place(event)]];
    this.draw();
  }

  /** @param {PointerEvent} event */
  go(event) {
    if (!this.isDrawing) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    const points = (passed.length ? passed : [event]).map((one) => this.place(one));
    this.strokes[this.strokes.length - 1].push(...points);
    this.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.tell(true), SEND_MS);
    if (performance.now() - this.sent > SEND_MS) this.tell(true);
  }

  end() {
    if (!this.isDrawing) return;
    this.isDrawing = false;
    this.tell(true);
  }

  /** @param {PointerEvent} event */
  place({ offsetX, offsetY }) {
    return placeOn(this.canvas.clientWidth, offsetX, offsetY);
  }

  /** @param {Stroke[]} strokes */
  change(strokes) {
    this.strokes = strokes;
    this.draw();
    this.tell(false);
  }

  /** @param {boolean} grows */
  tell(grows) {
    clearTimeout(this.resting);
    this.sent = performance.now();
    this.onDraw(this.strokes, grows);
  }

  draw() {
    const { context: c, width } = fit(this.canvas);
    c.clearRect(0, 0, width, width);
    c.lineWidth = PEN * width;
    c.lineCap = "round";
    c.lineJoin = "round";
    c.strokeStyle = "#111";
    if (!this.strokes.length) {
      c.fillStyle = cssValue(this.canvas, "--gn-mark");
      c.font = `${Math.round(width / 12)}px 'Source Sans', sans-serif`;
      c.textAlign = "center";
      c.fillText(_("draw here"), width / 2, width / 2);
    }
    for (const [first, ...rest] of this.strokes) {
      c.beginPath();
      c.moveTo(first[0] * width, first[1] * width);
      for (const [x, y] of rest.length ? rest : [first]) c.lineTo(x * width, y * width);
      c.stroke();
    }
  }
}

/**
 * Return a point of a sheet with its side from 0 to 1, to three decimals.
 *
 * @param {number} side  in pixels
 * @param {number} x
 * @param {number} y
 * @returns {Stroke[number]}
 */
export function placeOn(side, x, y) {
  return [Number((x / side).toFixed(3)), Number((y / side).toFixed(3))];
}
