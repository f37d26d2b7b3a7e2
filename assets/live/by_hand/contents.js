// What the panel of backprop by hand shows: a heading with what is looked at, and the tabs.

/** @import { Scene } from "../types.d.ts" */
/** @import ByHandPanel from "./panel.js" */
/** @import { ByHand, TabName } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { BrokenTab } from "./broken.js";
import { Chain } from "./chain.js";
import { CheckTab } from "./check.js";
import { ContributionsTab } from "./contributions.js";
import { DoctorTab } from "./doctor.js";
import { Head } from "./head.js";
import { Steps } from "./steps.js";
import { Tabs } from "./tabs.js";

needStyle("by_hand.css", import.meta.url);

const [FEWEST, MOST, USUAL] = [2, 8, 4]; // digits that are shown

export class Contents {
  /** @param {ByHandPanel} panel  that is told of all that is chosen here */
  constructor(panel) {
    this.panel = panel;
    const { player } = panel.host;
    this.n = USUAL;
    this.steps = new Steps(
      () => panel.tellLight(),
      () => player.step(),
      () => !player.atEnd(),
    );
    this.contributions = new ContributionsTab((example) => panel.want({ example }));
    this.tabs = new Tabs(
      [
        { name: "chain", label: _("Chain rule"), part: new Chain((unit) => panel.want({ unit })) },
        { name: "steps", label: _("Step through"), part: this.steps },
        {
          name: "contributions",
          label: _("Gradient per example"),
          part: this.contributions,
        },
        {
          name: "check",
          label: _("Check"),
          part: new CheckTab((epsilon) => panel.want({ epsilon })),
        },
        {
          name: "broken",
          label: _("Break it"),
          part: new BrokenTab(
            (set, look) => panel.set(set, look),
            (answer) => panel.want({ answer }),
          ),
        },
        { name: "doctor", label: _("Unit doctor"), part: new DoctorTab() },
      ],
      (tab) => this.turnTo(tab),
    );
    this.head = new Head({
      onChoose: (change) => panel.choose(change),
      onWant: (change) => panel.want(change),
      onClose: () => panel.toggle(),
    });
    this.precision = el("input", {
      type: "range",
      min: FEWEST,
      max: MOST,
      step: 1,
      value: USUAL,
      "aria-label": _("Digits"),
      title: _("How many digits are shown"),
      oninput: () => this.setDigits(Number(this.precision.value)),
    });
    this.shownDigits = el("output", {}, String(USUAL));
    this.nodes = [
      this.head.root,
      el(
        "div",
        { class: "gn-tab-row" },
        this.tabs.list,
        el("label", {}, _("digits"), " ", this.precision, this.shownDigits),
      ),
      this.tabs.body,
    ];
  }

  /** The stage of an update that is shown. */
  get stage() {
    return this.steps.stage;
  }

  /** @param {1 | -1} by  to the next stage of an update, or to the one before */
  move(by) {
    this.steps.move(by);
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.contributions.setScene(scene);
  }

  /** @param {TabName | ""} tab  empty for none */
  open(tab) {
    this.tabs.open(tab);
  }

  /** @param {TabName} tab */
  turnTo(tab) {
    this.panel.want({ tab });
    if (tab === "steps") this.steps.next.focus(); // so that the arrow keys are for the stages
  }

  /**
   * @param {ByHand} byHand
   * @param {Scene} scene
   */
  show(byHand, scene) {
    this.head.show(byHand, this.n, scene);
    this.tabs.show(byHand.tab, byHand, this.n, scene.digits?.side);
  }

  /** @param {number} n */
  setDigits(n) {
    this.n = n;
    this.shownDigits.textContent = String(n);
    const { shown } = this.panel;
    if (shown) this.panel.show(shown);
  }

  /** @param {TabName | ""} tab  that is open */
  resize(tab) {
    if (tab === "contributions") this.contributions.draw();
  }
}
