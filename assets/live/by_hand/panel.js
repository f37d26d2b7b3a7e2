// Backprop by hand: what is looked at (a weight or a unit, an example), as the server is asked for it.
// What shows it, contents.js, is loaded when it is first opened: most visitors never do.

/** @import { Asides, Frame, Host, Interest, Light, Marks, Scene } from "../types.d.ts" */
/** @import { Contents } from "./contents.js" */
/** @import { ByHand, ByHandLook, TabName } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { PLAYER_KEYS } from "../../shared/keys.js";
import { _ } from "../../shared/language.js";
import { loadStyles, needStyle } from "../../shared/styles.js";
import { Waiting } from "../waiting.js";
import { indexOf } from "./parameters.js";

needStyle("opener.css", import.meta.url);

const KEEP = 20; // looks that wait for their epoch
const [LIT_DIGITS, EPSILON] = [4, 1e-4];
/** @type {(TabName | "")[]} Tabs that speak of one weight. */
const ABOUT_WEIGHTS = ["contributions", "check", "broken"];

export default class ByHandPanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
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
    /** @type {Contents | null} */
    this.contents = null;
    /** @type {Promise<void> | null} */
    this.loading = null;
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
    this.root = el("section", {
      class: "gn-by-hand",
      hidden: true,
      "aria-label": _("Backprop by hand"),
    });
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
    this.contents?.setScene(scene);
    const { open_by_hand: tab = "" } = scene;
    // A card's button has put a mistake into the run: it is seen nowhere else.
    const isBroken = tab === "broken" && this.hint !== tab && this.look.tab !== tab;
    this.hint = tab;
    if (tab && (isFirst || isBroken)) this.want({ tab });
    else this.open();
  }

  open() {
    const isOpen = this.isOpen && this.contents !== null;
    this.root.hidden = !isOpen;
    this.opener.setAttribute("aria-expanded", String(this.isOpen));
    this.root.closest(".gn-grid")?.classList.toggle("gn-with-by-hand", isOpen);
    this.contents?.open(this.look.tab);
    if (this.isOpen) this.load();
  }

  /** Load what shows the numbers, once; resolves when it is there. */
  load() {
    this.loading ??= this.make().catch(() => {
      this.loading = null; // so that it is tried again
    });
    return this.loading;
  }

  async make() {
    const { Contents } = await import("./contents.js");
    await loadStyles();
    this.fill(new Contents(this));
    if (this.scene) this.contents?.setScene(this.scene);
    this.open();
    if (this.shown) this.show(this.shown);
  }

  /** @param {Contents} contents  that shows the numbers from now on */
  fill(contents) {
    this.contents = contents;
    this.loading = Promise.resolve();
    this.root.append(...contents.nodes);
  }

  async toggle() {
    const tab = this.isOpen ? "" : this.last || "chain";
    this.last = this.look.tab;
    this.want({ tab });
    if (!tab) return;
    await this.load();
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
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
    this.shown = byHand;
    const { index, unit, example, epoch } = byHand;
    Object.assign(this.look, { index, unit, example });
    if (!this.contents) return;
    this.root.classList.add("gn-has-numbers");
    this.contents.show(byHand, this.scene);
    this.root.dataset.epoch = String(epoch);
    this.tellLight();
  }

  /** @returns {Light | null} What the diagram is to light; null while the panel is closed. */
  get light() {
    const { shown, look, contents } = this;
    if (!this.isOpen || !contents || !shown || shown.tab !== look.tab) return null;
    const { layer, i, j, unit, index, check } = shown;
    return {
      index: unit ? null : index,
      unit,
      place: { layer, i, j },
      wrong: check?.wrong ?? [],
      stage: (look.tab === "steps" && contents.stage) || null,
      n: Math.min(contents.n, LIT_DIGITS),
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
    const { contents } = this;
    if (!contents || this.look.tab !== "steps" || this.shown?.tab !== "steps") return [];
    return [
      { key: PLAYER_KEYS.step.key, does: () => contents.move(1) },
      { key: PLAYER_KEYS.back.key, does: () => contents.move(-1) },
    ];
  }

  resize() {
    this.contents?.resize(this.look.tab);
  }
}
