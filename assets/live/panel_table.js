// The panels that a page may have, by the names by which its scene lists them. A page loads those
// alone that it lists.

/** @import { PanelModule } from "./types.d.ts" */

/** @type {Record<string, () => Promise<PanelModule>>} */
export const PANELS = {
  advice: () => import("./advice/advice.js"),
  network: () => import("./network/network.js"),
  digits: () => import("./digits/digits.js"),
  plane: () => import("./plane/plane.js"),
  cost: () => import("./cost/cost.js"),
  accuracy: () => import("./accuracy/accuracy.js"),
  truth_table: () => import("./truth_table/truth_table.js"),
  by_hand: () => import("./by_hand/panel.js"),
  by_hand_open: () => import("./by_hand/open_panel.js"),
  numbers: () => import("./numbers/numbers.js"),
  relief: () => import("./relief/relief.js"),
  loss_surface: () => import("./loss_surface/loss_surface.js"),
  lane_buttons: () => import("./compare/lane_buttons.js"),
  compare: () => import("./compare/compare.js"),
  goal: () => import("./goal/goal.js"),
};
