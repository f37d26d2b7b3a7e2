// How examples lie on the wall, and what is said of them.

/** @import { WallName, WrongDigits } from "./types.d.ts" */

import { _, N_ } from "../../shared/language.js";

const NARROW = 500; // pixels, below which pictures would be too small
const CAPTION = 20; // pixels under a mistake

const TEST = {
  first: N_("test examples; framed where it is wrong, with what it says"),
  right: N_("it reads all test examples right"),
  all: N_("{all} of the test examples, the surest mistake first"),
  some: N_("{all} of the test examples, the surest mistake first; the first {n}"),
};
const TRAINING = {
  first: N_("training examples; framed where it is wrong, with what it says"),
  right: N_("it reads all training examples right"),
  all: N_("{all} of the training examples, the surest mistake first"),
  some: N_("{all} of the training examples, the surest mistake first; the first {n}"),
};

/** @typedef {{ columns: number, rows: number, size: number, step: number }} Grid  in pixels */

/**
 * Return rows and columns, the side of a digit, and how far rows are apart.
 *
 * @param {number} n
 * @param {number} width
 * @param {boolean} hasCaptions
 * @returns {Grid}
 */
export function gridOf(n, width, hasCaptions) {
  const columns = (hasCaptions ? 8 : 20) / (width < NARROW ? 2 : 1);
  const size = width / columns;
  const step = size + (hasCaptions ? CAPTION : 0);
  return { columns, size, step, rows: Math.ceil(Math.max(1, n) / columns) };
}

/**
 * Return the number of the example at a point; it may be one too many.
 *
 * @param {Grid} grid
 * @param {number} x
 * @param {number} y
 */
export function exampleAt({ columns, size, step }, x, y) {
  return Math.floor(y / step) * columns + Math.floor(x / size);
}

/**
 * @param {WallName} name
 * @param {string} part  of the data
 * @param {number} n  examples on the wall
 * @param {Pick<WrongDigits, "n"> | null} wrong  those that are read wrong, once they are known
 */
export function wordsFor(name, part, n, wrong) {
  const texts = part === "test" ? TEST : TRAINING;
  if (name === "first") return _(texts.first);
  if (!wrong) return "";
  if (!wrong.n) return _(texts.right);
  const all = wrong.n.toLocaleString("en");
  return _(n < wrong.n ? texts.some : texts.all, { all, n });
}
