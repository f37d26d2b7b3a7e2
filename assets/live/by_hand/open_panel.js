// The panel on a page that opens with it: what shows the numbers is there from the start, or all that
// stands around would be moved by it.

/** @import { Host } from "../types.d.ts" */

import { Contents } from "./contents.js";
import ByHandPanel from "./panel.js";

export default class OpenByHandPanel extends ByHandPanel {
  /** @param {Host} host */
  constructor(host) {
    super(host);
    this.fill(new Contents(this));
  }
}
