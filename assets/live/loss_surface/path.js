// The path of a run over its loss surface: heights, and weights projected onto the plane.

/** @import { Points } from "../../shared/types.d.ts" */
/** @import { LossSurface, PlaneFrame } from "../types.d.ts" */

import { bytesOf } from "../protocol.js";

/** @typedef {{ epoch: number, at: [s: number, t: number], numbers: Record<string, number> }} Projected */

const FULL = 65535; // the number that stands for the top
const LIFT = 0.02; // of the top, so that the surface does not swallow the path

/**
 * Return where a frame's weights lie above the plane.
 *
 * @param {Pick<LossSurface, "origin" | "dual">} surface
 * @param {Pick<PlaneFrame, "theta" | "epoch" | "numbers">} frame
 * @returns {Projected}
 */
export function project({ origin, dual: [u, v] }, { theta, epoch, numbers }) {
  /** @param {number[]} row */
  const along = (row) => row.reduce((sum, d, i) => sum + d * (theta[i] - origin[i]), 0);
  return { epoch, at: [along(u), along(v)], numbers };
}

/**
 * Return heights, row by row, from uint16 in base 64.
 *
 * @param {string} text
 * @param {number} rows
 * @param {number} columns
 * @param {number} top
 */
export function heightsOf(text, rows, columns, top) {
  const whole = new Uint16Array(bytesOf(text).buffer);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(whole.subarray(row * columns, (row + 1) * columns), (one) => (one * top) / FULL),
  );
}

/**
 * Return the shadow and the path: as sent, and the path on from there by the frames since.
 *
 * @param {LossSurface} surface
 * @param {string} name  of the cost
 * @param {number} top  the highest that is drawn
 * @param {Projected[]} since
 * @returns {{ shadow: Required<Points>, path: Required<Points> }}
 */
export function trails({ at: [s, t], heights }, name, top, since) {
  const { true: own, below } = heights[name];
  /** @type {(J: number | null) => number} */
  const cut = (J) => Math.min(J ?? top, top);
  const costs = [...own, ...since.map(({ numbers }) => numbers[name])];
  return {
    shadow: { x: s, y: t, z: below.map((J) => cut(J) + (LIFT / 2) * top) },
    path: {
      x: [...s, ...since.map(({ at }) => at[0])],
      y: [...t, ...since.map(({ at }) => at[1])],
      z: costs.map((J) => cut(J) + LIFT * top),
    },
  };
}
