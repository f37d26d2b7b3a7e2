// The panels that show a network over its plane and ask the server for nothing: one record each.

/** @import { PlanePanel } from "./types.d.ts" */

import { NumbersView } from "./numbers/numbers.js";
import { ReliefView } from "./relief/relief.js";
import { TruthTableView } from "./truth_table/truth_table.js";

/**
 * In the order in which they stand: "middle" is below the network, "below" under the whole picture.
 *
 * @type {{ place: "middle" | "below", make: () => PlanePanel }[]}
 */
export const PLANE_PANELS = [
  { place: "middle", make: () => new TruthTableView() },
  { place: "below", make: () => new NumbersView() },
  { place: "below", make: () => new ReliefView() },
];
