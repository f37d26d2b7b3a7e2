// Training and test accuracy by epoch: drawn as the cost curve is, on an axis from 0 to 1.

import { CostView } from "../cost/cost.js";

export class AccuracyView extends CostView {
  constructor() {
    super();
    this.root.firstElementChild.replaceChildren("Accuracy");
    this.root.setAttribute("class", "gn-cost gn-accuracy");
  }

  get figure() {
    return this.scene?.accuracy;
  }

  get curves() {
    return this.scene.accuracy_curves;
  }

  yRange() {
    return this.figure.layout.yaxis.range;
  }
}
