// Training and test accuracy by epoch: drawn as the cost curve is, on an axis from 0 to 1.

import { needStyle } from "../../shared/styles.js";
import { CostView } from "../cost/cost.js";

needStyle("accuracy.css", import.meta.url);

export class AccuracyView extends CostView {
  constructor() {
    super({ title: "Accuracy", className: "gn-cost gn-accuracy" });
  }

  /** @returns {[number, number]} */
  yRange() {
    return this.figure?.layout.yaxis.range ?? [0, 1];
  }
}
