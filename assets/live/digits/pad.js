// A sheet to draw a digit on, and what becomes of it: scaled, centered and inked as the data are,
// made as coarse as they are, answered by the hidden units, read by ten outputs.

import { el, fit } from "../../shared/dom.js";
import { asImage, digitsOf } from "../pictures.js";
import { LIT, UnitGrid } from "./unit_grid.js";

const CLASSES = 10;
const SEND_MS = 120; // while one draws
const PEN = 0.07; // of the sheet's width
const [LIT_GAP, FAINT] = [5, 0.15]; // between units, in pixels; how a silent one is shown
const percent = (share) => `${(100 * share).toFixed(0)} %`;

export class Pad {
  /** @param onDraw (strokes, grows) -> void: lists of [x, y] with the sheet from 0 to 1, y downwards */
  constructor(onDraw) {
    Object.assign(this, { onDraw, strokes: [], sent: 0 });
    this.sheet = el("canvas", {
      class: "gn-sheet",
      role: "img",
      "aria-label": "Sheet to draw a digit on",
    });
    this.fine = el("div", { class: "gn-step" });
    this.coarse = el("div", { class: "gn-step" });
    this.units = new UnitGrid(
      el("canvas", { class: "gn-lit", role: "img", "aria-label": "Hidden units that light up" }),
      LIT_GAP,
    );
    this.bars = Array.from({ length: CLASSES }, (_, digit) => {
      const [fill, value] = [el("i"), el("b")];
      return {
        fill,
        value,
        row: el(
          "li",
          { "aria-label": `Output ${digit}` },
          el("span", {}, String(digit)),
          el("s", {}, fill),
          value,
        ),
      };
    });
    this.verdict = el("p", { class: "gn-verdict", role: "status" });
    const button = (label, action) => el("button", { type: "button", onclick: action }, label);
    const step = (title, ...nodes) => el("figure", {}, el("figcaption", {}, title), ...nodes);
    this.root = el(
      "section",
      { class: "gn-pad" },
      el(
        "h3",
        {},
        "Draw a digit",
        el(
          "small",
          {},
          "mouse, finger or pen; made as large, as thick and as centered as the digits it knows",
        ),
      ),
      el(
        "div",
        { class: "gn-pad-steps" },
        step(
          "Your sheet",
          this.sheet,
          el(
            "div",
            { class: "gn-choice" },
            button("Clear", () => this.change([])),
            button("Undo", () => this.change(this.strokes.slice(0, -1))),
          ),
        ),
        step("Scaled, centered", this.fine),
        step("As fed in", this.coarse),
        step("Hidden units light up", this.units.canvas),
        step(
          "Outputs",
          el("ol", { class: "gn-outputs" }, ...this.bars.map(({ row }) => row)),
          this.verdict,
        ),
      ),
    );
    this.sheet.addEventListener("pointerdown", (event) => this.begin(event));
    this.sheet.addEventListener("pointermove", (event) => this.go(event));
    for (const name of ["pointerup", "pointercancel"])
      this.sheet.addEventListener(name, () => this.end());
  }

  setScene({ side, shown_side: shown, n_pictures: n }) {
    this.side = side;
    this.units.setScene(shown, n);
    this.drawn = null;
  }

  place({ offsetX, offsetY }) {
    const { clientWidth: size } = this.sheet;
    return [offsetX, offsetY].map((at) => Number((at / size).toFixed(3)));
  }

  begin(event) {
    event.preventDefault();
    this.sheet.setPointerCapture(event.pointerId);
    this.drawing = true;
    this.strokes = [...this.strokes, [this.place(event)]];
    this.ink();
  }

  go(event) {
    if (!this.drawing) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    this.strokes[this.strokes.length - 1].push(
      ...(passed.length ? passed : [event]).map((one) => this.place(one)),
    );
    this.ink();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.tell(true), SEND_MS);
    if (performance.now() - this.sent > SEND_MS) this.tell(true);
  }

  end() {
    if (!this.drawing) return;
    this.drawing = false;
    this.tell(true);
  }

  change(strokes) {
    this.strokes = strokes;
    this.ink();
    this.tell(false);
  }

  /** `grows`: the same drawing, with more ink. */
  tell(grows) {
    clearTimeout(this.resting);
    this.sent = performance.now();
    this.onDraw(this.strokes, grows);
  }

  /** Draw the sheet. */
  ink() {
    const { context, width } = fit(this.sheet);
    context.clearRect(0, 0, width, width);
    Object.assign(context, {
      lineWidth: PEN * width,
      lineCap: "round",
      lineJoin: "round",
      strokeStyle: "#111",
      fillStyle: "#8a8f98",
      font: `${Math.round(width / 12)}px 'Source Sans', sans-serif`,
      textAlign: "center",
    });
    if (!this.strokes.length) context.fillText("draw here", width / 2, width / 2);
    for (const [first, ...rest] of this.strokes) {
      context.beginPath();
      context.moveTo(first[0] * width, first[1] * width);
      for (const [x, y] of rest.length ? rest : [first]) context.lineTo(x * width, y * width);
      context.stroke();
    }
  }

  /** The steps on the way, as the server has made them. */
  show(drawn) {
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.fine.replaceChildren(...(drawn ? digitsOf(drawn.fine, drawn.fine_side).map(asImage) : []));
    this.coarse.replaceChildren(...(drawn ? digitsOf(drawn.pixels, this.side).map(asImage) : []));
  }

  /** What the network says at a frame; `drawn` where the frame is about what is on the sheet. */
  paint({ outputs, lit, pictures }, drawn, palette) {
    this.root.classList.toggle("gn-empty", !drawn);
    const best = outputs.indexOf(Math.max(...outputs));
    this.bars.forEach(({ fill, value, row }, digit) => {
      fill.style.width = drawn ? `${100 * outputs[digit]}%` : "0";
      value.textContent = drawn ? percent(outputs[digit]) : "";
      row.classList.toggle("gn-best", drawn && digit === best);
    });
    this.verdict.textContent = drawn ? `It reads a ${best}.` : "";
    const strength = (unit) => (drawn ? lit[unit] : 0);
    this.units.paint(
      pictures,
      palette,
      (unit) => FAINT + (1 - FAINT) * strength(unit),
      (unit) => strength(unit) && { color: LIT, alpha: strength(unit) },
    );
  }

  resize() {
    this.ink();
  }
}
