// Backprop by hand: what is looked at (a weight or a unit, an example), and the tabs that show it.

/** @import { Asides, Frame, Host, Interest, Light, Marks, Scene } from "../types.d.ts" */
/** @import { ByHand, ByHandLook, TabName } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { PLAYER_KEYS } from "../../shared/keys.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { Waiting } from "../waiting.js";
import { BrokenTab } from "./broken.js";
import { Chain } from "./chain.js";
import { CheckTab } from "./check.js";
import { ContributionsTab } from "./contributions.js";
import { DoctorTab } from "./doctor.js";
import { Head } from "./head.js";
import { indexOf } from "./parameters.js";
import { Steps } from "./steps.js";
import { Tabs } from "./tabs.js";

needStyle("by_hand.css", import.meta.url);

const KEEP = 20; // looks that wait for their epoch
const [FEWEST, MOST, USUAL] = [2, 8, 4]; // digits that are shown
const [LIT_DIGITS, EPSILON] = [4, 1e-4];
/** @type {(TabName | "")[]} Tabs that speak of one weight. */
const ABOUT_WEIGHTS = ["contributions", "check", "broken"];

export default class ByHandPanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    const { player } = host;
    /** @type {ByHandLook} */
    this.look = {
      number: 0,
      tab: "",
      index: 0,
      unit: null,
      example: 0,
      epsilon: EPSILON,
      answer: "",
    };
    this.n = USUAL;
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {TabName | ""} The tab with which the newest scene has the panel open. */
    this.hint = "";
    /** @type {ByHand | null} */
    this.shown = null;
    /** @type {TabName | ""} The tab that was open when the panel was closed. */
    this.last = "";
    /** @type {Waiting<ByHand>} */
    this.waiting = new Waiting(KEEP);
    this.steps = new Steps(
      () => this.tellLight(),
      () => player.step(),
      () => !player.atEnd(),
    );
    this.contributions = new ContributionsTab((example) => this.want({ example }));
    this.tabs = new Tabs(
      [
        { name: "chain", label: _("Chain rule"), part: new Chain((unit) => this.want({ unit })) },
        { name: "steps", label: _("Step through"), part: this.steps },
        {
          name: "contributions",
          label: _("Gradient per example"),
          part: this.contributions,
        },
        {
          name: "check",
          label: _("Check"),
          part: new CheckTab((epsilon) => this.want({ epsilon })),
        },
        {
          name: "broken",
          label: _("Break it"),
          part: new BrokenTab(
            (set, look) => this.set(set, look),
            (answer) => this.want({ answer }),
          ),
        },
        { name: "doctor", label: _("Unit doctor"), part: new DoctorTab() },
      ],
      (tab) => this.turnTo(tab),
    );
    this.opener = el(
      "button",
      {
        type: "button",
        class: "gn-opener",
        "aria-expanded": "false",
        title: _("Every factor of every gradient, with its number"),
        onclick: () => this.toggle(),
      },
      _("Show the math"),
    );
    this.head = new Head({
      onChoose: (change) => this.choose(change),
      onWant: (change) => this.want(change),
      onClose: () => this.toggle(),
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
    this.root = el(
      "section",
      { class: "gn-by-hand", hidden: true, "aria-label": _("Backprop by hand") },
      this.head.root,
      el(
        "div",
        { class: "gn-tab-row" },
        this.tabs.list,
        el("label", {}, _("digits"), " ", this.precision, this.shownDigits),
      ),
      this.tabs.body,
    );
    this.parts = { middle: this.opener, wide: this.root };
  }

  get isOpen() {
    return this.look.tab !== "";
  }

  /**
   * A new scene: what was looked at may not be there.
   *
   * @param {Scene} scene
   */
  setScene(scene) {
    const isFirst = this.scene === null;
    this.scene = scene;
    this.shown = null;
    this.waiting.clear();
    this.contributions.setScene(scene);
    const { open_by_hand: tab = "" } = scene;
    // A lesson's button has put a mistake into the run: it is seen nowhere else.
    const isBroken = tab === "broken" && this.hint !== tab && this.look.tab !== tab;
    this.hint = tab;
    if (tab && (isFirst || isBroken)) this.want({ tab });
    else this.open();
  }

  open() {
    this.root.hidden = !this.isOpen;
    this.opener.setAttribute("aria-expanded", String(this.isOpen));
    this.root.closest(".gn-grid")?.classList.toggle("gn-with-by-hand", this.isOpen);
    this.tabs.open(this.look.tab);
  }

  toggle() {
    const tab = this.isOpen ? "" : this.last || "chain";
    this.last = this.look.tab;
    this.want({ tab });
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (tab) this.root.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
  }

  /** @param {TabName} tab */
  turnTo(tab) {
    this.want({ tab });
    if (tab === "steps") this.steps.next.focus(); // so that the arrow keys are for the stages
  }

  /**
   * Look at something else.
   *
   * @param {Partial<ByHandLook>} change
   */
  want(change) {
    const { look } = this;
    const unit = "index" in change ? null : look.unit;
    this.look = { ...look, unit, ...change, number: look.number + 1 };
    if ("tab" in change) this.open();
    this.host.wish({ by_hand: this.look }, false);
    this.tellLight();
  }

  /** Have what is spoken of lit in the pictures. */
  tellLight() {
    this.host.tell({ light: this.light, marks: this.marks });
  }

  /**
   * Something was clicked in a picture. A weight and a unit of the diagram open the panel.
   *
   * @param {Interest} interest
   */
  hear({ pick }) {
    if (!pick) return;
    if ("index" in pick || "unit" in pick) this.pick(pick);
    else if (!this.isOpen) return;
    else if ("example" in pick) this.want(pick);
    else this.choose(pick);
  }

  /**
   * Look at a weight or a unit.
   *
   * @param {{ index: number } | { unit: [number, number] }} what
   */
  pick(what) {
    const tab = this.look.tab || "chain";
    this.want({ tab: "unit" in what && ABOUT_WEIGHTS.includes(tab) ? "chain" : tab, ...what });
  }

  /**
   * Ask for settings to change, and for something else to be seen, in one breath.
   *
   * @param {Record<string, unknown>} set
   * @param {Partial<ByHandLook>} [look]
   */
  set(set, look = {}) {
    this.look = { ...this.look, ...look, number: this.look.number + 1 };
    this.host.set(set, { by_hand: this.look });
  }

  /**
   * Look at the parameter of this layer that leads from i to j, others as they are.
   *
   * @param {{ layer?: number, i?: number | null, j?: number }} change
   */
  choose(change) {
    if (!this.shown) return;
    const { unit, layer, i, j } = this.shown;
    const now = unit ? { layer: unit[0], i: 0, j: unit[1] } : { layer, i, j };
    this.want({ index: indexOf(this.shown, { ...now, ...change }) });
  }

  /**
   * Take what was looked at; it is shown from its epoch on, or at once where it is new.
   *
   * @param {Asides} asides
   */
  receive({ by_hand: byHand }) {
    // One of another number was made before the newest wish was heard.
    if (!this.isOpen || byHand?.number !== this.look.number) return;
    if (this.shown?.number === byHand.number) this.waiting.add(byHand);
    else {
      this.waiting.clear();
      this.show(byHand);
    }
  }

  /**
   * A frame is painted: what is known of its epoch goes with it.
   *
   * @param {Frame} frame
   * @param {boolean} all
   */
  paint({ epoch }, all) {
    const byHand = this.waiting.at(epoch, all);
    if (byHand && byHand !== this.shown) this.show(byHand);
  }

  /** A fork or a jump: what waits for a later epoch is no more. */
  forget() {
    this.waiting.clear();
  }

  /** @param {ByHand} byHand */
  show(byHand) {
    if (!this.scene) return;
    this.root.classList.add("gn-has-numbers");
    const { index, unit, example, tab, epoch } = byHand;
    this.shown = byHand;
    Object.assign(this.look, { index, unit, example });
    this.head.show(byHand, this.n, this.scene);
    this.tabs.show(tab, byHand, this.n, this.scene.digits?.side);
    this.root.dataset.epoch = String(epoch);
    this.tellLight();
  }

  /** @param {number} n */
  setDigits(n) {
    this.n = n;
    this.shownDigits.textContent = String(n);
    if (this.shown) this.show(this.shown);
  }

  /** @returns {Light | null} What the diagram is to light; null while the panel is closed. */
  get light() {
    const { shown, look } = this;
    if (!this.isOpen || !shown || shown.tab !== look.tab) return null;
    const { layer, i, j, unit, index, check } = shown;
    return {
      index: unit ? null : index,
      unit,
      place: { layer, i, j },
      wrong: check?.wrong ?? [],
      stage: (look.tab === "steps" && this.steps.stage) || null,
      n: Math.min(this.n, LIT_DIGITS),
    };
  }

  /** @returns {Marks | null} What is drawn over the points: the example, the contributions. */
  get marks() {
    const { shown, look } = this;
    if (!this.isOpen || !shown) return null;
    return {
      example: shown.example,
      contributions: look.tab === "contributions" ? shown.contributions?.points : "",
    };
  }

  /** The arrow keys are for the stages of an update while these are shown. */
  get keys() {
    if (this.look.tab !== "steps" || this.shown?.tab !== "steps") return [];
    return [
      { key: PLAYER_KEYS.step.key, does: () => this.steps.move(1) },
      { key: PLAYER_KEYS.back.key, does: () => this.steps.move(-1) },
    ];
  }

  resize() {
    if (this.look.tab === "contributions") this.contributions.draw();
  }
}
