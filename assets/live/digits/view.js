// Digits: all that is special to their page, and what the visitor wants to look at there.

import { el } from "../../shared/dom.js";
import { Confusion } from "./confusion.js";
import { Film } from "./film.js";
import { Pad } from "./pad.js";
import { Units } from "./units.js";
import { Wall } from "./wall.js";

const UPDATE_MS = 100; // tables and small pictures cannot be read faster
const AGAIN_MS = 1500; // a wish that was not heard is said again
const ANSWER_MS = 600; // how long the next stroke waits for the answer to the one before
const KEEP = 20; // looks that wait for their epoch

export class DigitsView {
  /**
   * @param onWish (wish, drawn) -> void: tells the server; `drawn` if frames hold what is wished
   * @param onPick { unit, pixel } -> void: a pixel of a unit's picture was clicked
   */
  constructor(onWish, onPick) {
    this.onWish = onWish;
    this.onPick = onPick;
    this.wish = { number: 0, drawing: 0, strokes: [], unit: 0, wall: "first" };
    this.units = new Units((unit, pixel) => this.choose(unit, pixel));
    this.film = new Film((unit) => this.want({ unit }));
    this.wall = new Wall((wall) => this.want({ wall }));
    this.confusion = new Confusion();
    this.pad = new Pad((strokes, grows) => this.draw(strokes, grows));
    this.middle = this.units.root;
    this.below = el(
      "div",
      { class: "gn-digit-below" },
      this.film.root,
      this.pad.root,
      this.wall.root,
      this.confusion.root,
    );
    this.parts = [this.units, this.film, this.wall, this.confusion, this.pad];
    this.middle.hidden = this.below.hidden = true;
    // What is scrolled out of sight is painted when it comes into sight, or the run stops.
    this.seen = new Set();
    this.observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries)
        this.seen[isIntersecting ? "add" : "delete"](target);
      if (this.frame && entries.some(({ isIntersecting }) => isIntersecting))
        this.paintParts(this.frame);
    });
    for (const { root } of this.parts) this.observer.observe(root);
  }

  setScene({ digits }, palette) {
    this.middle.hidden = this.below.hidden = !digits;
    this.digits = digits;
    if (!digits) return;
    this.palette = palette;
    this.looks = null;
    this.waiting = [];
    if (this.wish.unit >= digits.n_pictures) this.wish.unit = 0;
    for (const part of this.parts) part.setScene(digits, palette);
  }

  /** A unit was clicked. */
  choose(unit, pixel) {
    this.want({ unit });
    this.onPick({ unit, pixel });
  }

  /** Backprop by hand looks at a unit of the first layer, or at a weight into one. */
  light(light) {
    this.lit = light;
    if (this.frame) this.paint(this.frame, true);
  }

  /** Wish for something else. */
  want(change) {
    this.wish = { ...this.wish, ...change, number: this.wish.number + 1 };
    this.say("strokes" in change);
    if (this.frame) this.paint(this.frame, true);
  }

  /**
   * Wish for what is on the sheet to be read. `grows` says whether it is the same drawing with more
   * ink: until the server has seen that, what it says of the drawing so far is shown.
   */
  draw(strokes, grows) {
    const number = this.wish.number + 1;
    if (!grows || !this.wish.drawing) this.sheet = number;
    if (grows && this.unanswered && performance.now() - this.said < ANSWER_MS) {
      this.later = strokes;
      setTimeout(() => this.drawLater(), ANSWER_MS);
      return;
    }
    this.later = null;
    this.unanswered = true;
    this.want({ strokes, drawing: strokes.length ? number : 0 });
  }

  /** Send the ink that waited for an answer. */
  drawLater() {
    if (this.later) this.draw(this.later, true);
  }

  say(drawn) {
    this.said = performance.now();
    this.onWish(this.wish, drawn);
  }

  /** Take what was wished for; it is shown from its epoch on, or at once where it is new. */
  receive(looks) {
    if (!this.digits || !looks) return;
    if (looks.number !== this.wish.number) {
      // Made before the wish was heard, or by a server that has forgotten it.
      if (performance.now() - this.said > AGAIN_MS) this.say(true);
      return;
    }
    this.unanswered = false;
    setTimeout(() => this.drawLater());
    const fresh = this.looks?.number !== looks.number;
    if (fresh) this.waiting = [];
    this.waiting = [...this.waiting, looks].slice(-KEEP);
    if (fresh) this.looks = looks;
  }

  paint(frame, all) {
    if (!this.digits) return;
    this.frame = frame;
    this.units.paint(frame, this.wish.unit, this.isDrawn(frame), this.lit);
    const now = performance.now();
    if (!all && now - this.painted < UPDATE_MS) return;
    this.painted = now;
    const due = this.waiting.filter(({ epoch }) =>
      all ? epoch === frame.epoch : epoch <= frame.epoch,
    );
    if (due.length) this.looks = due[due.length - 1];
    this.paintParts(frame, all);
  }

  /** Whether a frame is about what is on the sheet, or on the way there while one draws. */
  isDrawn({ drawing }) {
    if (!this.wish.drawing || drawing < this.sheet) return false;
    return drawing === this.wish.drawing || this.unanswered;
  }

  /** Paint what is in sight, or `all` of it. */
  paintParts(frame, all = false) {
    const shown = ({ root }) => all || this.seen.has(root);
    if (shown(this.film)) this.film.paint(this.looks?.unit);
    if (shown(this.wall)) this.wall.paint(frame, this.looks?.wrong);
    if (shown(this.confusion)) this.confusion.paint(frame);
    if (!shown(this.pad)) return;
    this.pad.show(this.wish.drawing ? this.looks?.drawn : null);
    this.pad.paint(frame, this.isDrawn(frame), this.palette);
  }

  resize() {
    this.pad.resize();
    if (this.frame && this.digits) this.paint(this.frame, true);
  }
}
