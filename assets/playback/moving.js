// What a moving trace shows in a picture.

/** @import { Points } from "../shared/types.d.ts" */
/** @import { Moving } from "./types.d.ts" */

/**
 * @param {Moving} moving
 * @param {number} i  of the picture
 * @returns {Points}
 */
export function pointsAt(moving, i) {
  if (moving.kind === "trail") {
    const { x, y, z } = moving;
    const upTo = { x: x.slice(0, i + 1), y: y.slice(0, i + 1) };
    return z ? { ...upTo, z: z.slice(0, i + 1) } : upTo;
  }
  const { x, y, z } = moving;
  return z ? { x: x[i], y: y[i], z: z[i] } : { x: x[i], y: y[i] };
}
