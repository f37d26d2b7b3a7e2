// What a lane looks like, by what its scene holds.

/** @import { Scene } from "../types.d.ts" */
/** @import { Drawn } from "./plane_picture.js" */

import { DigitsPicture } from "./digits_picture.js";
import { PlanePicture } from "./plane_picture.js";

/**
 * @typedef {object} Picture
 * @property {(c: CanvasRenderingContext2D, drawn: Drawn, frame: any) => void} paint
 */

/** @type {[part: "plane" | "digits", make: (scene: any, node: Element) => Picture][]} */
const PICTURES = [
  ["plane", (scene, node) => new PlanePicture(scene, node)],
  ["digits", (scene) => new DigitsPicture(scene)],
];

/**
 * Return what paints the frames of a scene; null where there is no picture of it.
 *
 * @param {Scene} scene
 * @param {Element} node  on the page
 */
export function pictureOf(scene, node) {
  const found = PICTURES.find(([part]) => scene[part]);
  return found ? found[1](scene, node) : null;
}
