// Plays pictures one after the other, rests at the last, and begins again: while it may.

/** @import { Moving } from "./types.d.ts" */

import { following } from "./film.js";

export class Reel {
  /**
   * @param {Moving} moving
   * @param {number} i  the picture that is shown first
   */
  constructor(moving, i = 0) {
    this.moving = moving;
    this.i = i;
    /** @type {ReturnType<typeof setTimeout> | null} Null while it stands. */
    this.timer = null;
  }

  get runs() {
    return this.timer !== null;
  }

  /** Draw the picture that is shown, as after a change of size. */
  draw() {
    this.moving.draw(this.i);
  }

  /** @param {boolean} may */
  run(may) {
    if (may === this.runs) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (may) this.wait();
  }

  wait() {
    const { i, ms } = following(this.i, this.moving.n);
    this.timer = setTimeout(() => {
      this.i = i;
      this.draw();
      this.wait();
    }, ms);
  }
}

/**
 * Return the pictures that may move: the one that is pointed at, and of those in view one after the
 * other. More than two at a time, and nobody looks at any.
 *
 * @param {number[]} inView  their numbers
 * @param {number | null} pointedAt
 * @param {number} turn  whose turn it is
 */
export function movers(inView, pointedAt, turn) {
  const inTurn = inView.length ? [inView[turn % inView.length]] : [];
  return [...new Set([...(pointedAt === null ? [] : [pointedAt]), ...inTurn])];
}
