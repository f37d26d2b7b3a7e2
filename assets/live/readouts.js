// The numbers above the pictures.

/** @import { Readout } from "../shared/types.d.ts" */
/** @import { Frame, Scene } from "./types.d.ts" */

import { formatCost, formatPoints, formatShare } from "../shared/format.js";

/** @type {Record<string, (value: number) => string>} How one is written, by its kind. */
const FORMATS = { cost: formatCost, share: formatShare, points: formatPoints };

/**
 * Return what is counted, what the scrubber is called, the numbers to show, and what a step of the
 * count is worth: lanes that are compared may move by another clock than epochs.
 *
 * @param {Scene} scene
 * @returns {[unit: string, label: string, readouts: Readout<Frame>[], tick: number]}
 */
export function readoutsOf({ readouts, study, unit: own }) {
  const unit = study?.unit ?? own;
  return [
    unit,
    unit[0].toUpperCase() + unit.slice(1),
    readouts.map(([name, hint, key, kind]) => [
      name,
      hint,
      key ? ({ numbers }) => FORMATS[kind](numbers[key]) : null,
    ]),
    study?.tick ?? 1,
  ];
}
