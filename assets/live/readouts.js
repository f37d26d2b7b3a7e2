// The numbers above the pictures.

/** @import { Readout } from "../shared/types.d.ts" */
/** @import { Frame, Scene } from "./types.d.ts" */

import { formatCost, formatPoints, formatShare } from "../shared/format.js";

/** @type {Record<string, (value: number) => string>} How one is written, by its kind. */
const FORMATS = { cost: formatCost, share: formatShare, points: formatPoints };

/**
 * Return what is counted, what the scrubber is called, and the numbers to show.
 *
 * @param {Scene} scene
 * @returns {[unit: string, label: string, readouts: Readout<Frame>[]]}
 */
export function readoutsOf({ readouts, unit }) {
  return [
    unit,
    unit[0].toUpperCase() + unit.slice(1),
    readouts.map(([name, hint, key, kind]) => [
      name,
      hint,
      key ? ({ numbers }) => FORMATS[kind](numbers[key]) : null,
    ]),
  ];
}
