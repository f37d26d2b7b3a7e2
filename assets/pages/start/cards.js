// The path: a card for each page, in the order in which one learns.

/** @import { Start, Step, ThumbnailData } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _, N_ } from "../../shared/language.js";
import { progress } from "./progress.js";
import { movers, Reel } from "./reel.js";
import { thumbnail } from "./thumbnails.js";

/** @type {Record<string, string>} What a card says of its page, by the page's state. */
const STATES = { seen: N_("✓ seen"), next: N_("next") };

/** Milliseconds after which another card has its turn to move. */
const TURN_MS = 6000;

export class Cards {
  /**
   * @param {Start} start
   * @param {string[]} names  of the pages that were seen
   */
  constructor({ colors, path }, names) {
    const { count, next } = progress(path, names);
    this.colors = colors;
    this.path = path;
    this.canvases = path.map(() => el("canvas", { "aria-hidden": true }));
    this.links = path.map((step, k) =>
      this.card(step, k, names.includes(step.name) ? "seen" : step === next ? "next" : ""),
    );
    this.root = el(
      "section",
      { class: "gn-path" },
      el(
        "h2",
        {},
        _("The path, from one variable to digits"),
        el("small", {}, _("{n} of {all} seen", { n: count, all: path.length })),
      ),
      el("ol", {}, ...this.links.map((link) => el("li", {}, link))),
    );
    /** @type {(Reel | null)[]} */
    this.reels = path.map(() => null);
    /** @type {Set<number>} */
    this.inView = new Set();
    /** @type {number | null} */
    this.pointedAt = null;
    this.turn = 0;
    this.may = false;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.turns = undefined;
  }

  /**
   * @param {Step} step
   * @param {number} k
   * @param {string} state
   */
  card({ address, title, line }, k, state) {
    const point = () => this.point(k);
    const leave = () => this.point(null);
    return el(
      "a",
      {
        class: `gn-card${state ? ` gn-${state}` : ""}`,
        href: address,
        onpointerenter: point,
        onpointerleave: leave,
        onfocus: point,
        onblur: leave,
      },
      this.canvases[k],
      el(
        "span",
        { class: "gn-card-title" },
        `${k + 1} ${title}`,
        el("small", {}, state && _(STATES[state])),
      ),
      el("span", { class: "gn-card-line" }, line),
    );
  }

  /**
   * Show the pictures, and let them move where they are seen.
   *
   * @param {Record<string, ThumbnailData>} data  by the names of the pages
   */
  fill(data) {
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        const k = this.canvases.indexOf(/** @type {HTMLCanvasElement} */ (target));
        if (isIntersecting) this.inView.add(k);
        else this.inView.delete(k);
      }
      this.move();
    });
    for (const [k, { name }] of this.path.entries()) {
      if (!data[name]) continue;
      const moving = thumbnail(this.canvases[k], data[name], this.colors);
      // At rest it shows how it ends.
      this.reels[k] = new Reel(moving, moving.n - 1);
      this.reels[k]?.draw();
      observer.observe(this.canvases[k]);
    }
    this.turns = setInterval(() => {
      this.turn += 1;
      this.move();
    }, TURN_MS);
  }

  /** Stop, as the page is left. */
  close() {
    this.run(false);
    clearInterval(this.turns);
  }

  draw() {
    for (const reel of this.reels) reel?.draw();
  }

  /** @param {number | null} k */
  point(k) {
    this.pointedAt = k;
    this.move();
  }

  /** @param {boolean} may  whether anything may move */
  run(may) {
    this.may = may;
    this.move();
  }

  move() {
    const inView = [...this.inView].sort((a, b) => a - b);
    const chosen = this.may ? movers(inView, this.pointedAt, this.turn) : [];
    for (const [k, reel] of this.reels.entries()) {
      const may = chosen.includes(k);
      // Whoever points at a card sees it from the beginning.
      if (may && reel && !reel.runs && reel.i === reel.moving.n - 1) reel.i = 0;
      reel?.run(may);
    }
  }
}
