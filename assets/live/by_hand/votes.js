// Every example has a vote: bars, the largest first, and what they add up to. The points on the
// plane show the same.

import { cssValue, el, fit } from "../../shared/dom.js";
import { digitsOf } from "../pictures.js";
import { floats } from "../protocol.js";
import { digits } from "./formula.js";

const HEIGHT = 130;
const FEW = 8; // bars, up to which each has its number

export class Votes {
  /** @param onExample number -> void: a bar was clicked */
  constructor(onExample) {
    this.canvas = el("canvas", {
      role: "img",
      "aria-label": "The votes of all examples, sorted",
      title: "Click a bar for its example",
    });
    this.sum = el("p", { class: "gn-sum" });
    this.pictures = el("div", { class: "gn-voters" });
    this.onMap = el(
      "span",
      {},
      " On the map, the larger a point the louder its vote, in the color of its side.",
    );
    this.root = el(
      "div",
      { class: "gn-votes" },
      el(
        "p",
        {},
        "What each example would do to this weight on its own: blue bars pull the gradient up, so that the update ",
        "lowers the weight, red ones pull it down.",
        this.onMap,
      ),
      this.canvas,
      this.sum,
      this.pictures,
    );
    this.canvas.addEventListener("click", ({ offsetX }) => {
      const { bars, examples } = this;
      if (bars)
        onExample(
          examples[
            Math.min(bars.length - 1, Math.floor((offsetX / this.canvas.clientWidth) * bars.length))
          ],
        );
    });
  }

  setScene({ colors = ["#d6604d", "#3a7ab8"], plane }) {
    this.onMap.hidden = !plane;
    this.colors = colors;
  }

  show({ votes, voters, example, side, wrong, dJ_dw: taken }, n) {
    Object.assign(this, { n, top: votes.top });
    this.bars = floats(votes.bars);
    this.examples = votes.examples;
    this.example = example;
    const slope = votes.slope ? ` + penalty ${digits(votes.slope, n)}` : "";
    this.sum.replaceChildren(
      `${votes.up.toLocaleString("en")} up, ${votes.down.toLocaleString("en")} down. `,
      `Sum of ${votes.m.toLocaleString("en")} votes = `,
      el("b", { class: "gn-number" }, digits(votes.sum, n)),
      slope,
      ` = ∂J/∂w = `,
      el("b", { class: "gn-number", "aria-label": "sum of the votes" }, digits(votes.total, n)),
      ...(wrong
        ? [
            ". With the mistake, the run takes ",
            el("b", { class: "gn-number gn-off" }, digits(taken, n)),
          ]
        : []),
      ".",
    );
    this.draw();
    this.pictures.hidden = !voters;
    if (voters) this.showPictures(voters, side);
  }

  draw() {
    this.canvas.style.height = `${HEIGHT}px`;
    const { context: c, width, height } = fit(this.canvas);
    c.clearRect(0, 0, width, height);
    if (!this.bars) return;
    const step = width / this.bars.length;
    const gap = step > 4 ? 1 : 0;
    const middle = height / 2;
    this.bars.forEach((vote, i) => {
      const size = vote * (middle - 4);
      c.fillStyle = this.colors[vote > 0 ? 1 : 0];
      c.fillRect(
        i * step,
        size > 0 ? middle - size : middle,
        Math.max(step - gap, 0.75),
        Math.max(Math.abs(size), 0.5),
      );
      const ink = cssValue(this.root, "--gn-ink");
      if (this.bars.length <= FEW) {
        Object.assign(c, {
          fillStyle: ink,
          font: "600 14px 'Source Sans', sans-serif",
          textAlign: "center",
          textBaseline: vote > 0 ? "top" : "bottom",
        });
        c.fillText(digits(vote * this.top, this.n), (i + 0.5) * step, middle + (vote > 0 ? 4 : -4));
      }
      if (this.examples[i] !== this.example) return;
      c.strokeStyle = ink;
      c.lineWidth = 2;
      c.strokeRect(
        Math.max(1, i * step - 1),
        1,
        Math.min(Math.max(step, 3), width - 2),
        height - 2,
      );
    });
    c.fillStyle = cssValue(this.root, "--gn-muted");
    c.fillRect(0, middle - 0.5, width, 1);
  }

  /** Digits: those that pull most, up and down. */
  showPictures({ pixels, labels }, side) {
    const images = digitsOf(pixels, side);
    const half = images.length / 2;
    const strip = (from, to, words) =>
      el(
        "figure",
        {},
        el("figcaption", {}, words),
        el(
          "div",
          { class: "gn-strip" },
          ...images.slice(from, to).map((canvas, i) => {
            canvas.setAttribute("role", "img");
            canvas.setAttribute("aria-label", `a ${labels[from + i]}`);
            return canvas;
          }),
        ),
      );
    this.pictures.replaceChildren(
      strip(0, half, "Loudest up"),
      strip(half, images.length, "Loudest down"),
    );
  }
}
