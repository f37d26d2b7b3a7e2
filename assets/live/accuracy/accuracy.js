// Training and test accuracy by epoch: drawn as the cost curve is, on an axis from 0 to 1.

/** @import { Figure } from "../../shared/types.d.ts" */
/** @import { DigitsScene, Host, SketchedChart } from "../types.d.ts" */

import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import CostPanel from "../cost/cost.js";

needStyle("accuracy.css", import.meta.url);

export default class AccuracyPanel extends CostPanel {
  /** @param {Host} host */
  constructor(host) {
    super(host, { title: _("Accuracy"), className: "gn-cost gn-accuracy" });
    this.pastKey = "train_accuracy";
    /** @type {SketchedChart | undefined} What is predicted is the cost. */
    this.sketched = undefined;
  }

  /**
   * @param {DigitsScene} scene
   * @returns {{ figure: Figure, curves: string[] }}
   */
  chartOf({ accuracy: figure, accuracy_curves: curves }) {
    return { figure, curves };
  }

  /** @returns {[number, number]} */
  yRange() {
    return this.figure?.layout.yaxis.range ?? [0, 1];
  }
}
