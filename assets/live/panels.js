// The panels of one page: loaded by name, each put in its places, and told together of what is new.

/** @import { Asides, Frame, Host, Interest, Panel, Place, Scene } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { loadStyles, needStyle } from "../shared/styles.js";
import { PANELS } from "./panel_table.js";

needStyle("stage.css", import.meta.url);

export class Panels {
  /**
   * @param {HTMLElement} transport
   * @param {HTMLElement} notice
   */
  constructor(transport, notice) {
    this.notice = notice;
    /** @type {Panel[]} In the order in which the page lists them. */
    this.list = [];
    /** @type {Promise<void> | null} */
    this.loading = null;
    /** @type {Record<Place, HTMLElement>} */
    this.places = {
      under: el("div", { class: "gn-under" }),
      middle: el("section", { class: "gn-middle" }, notice),
      right: el("div", { class: "gn-right" }),
      wide: el("div", { class: "gn-wide" }),
      below: el("div", { class: "gn-below" }),
      after: el("div"),
    };
    const { under, middle, right, wide, below, after } = this.places;
    this.grid = el("div", { class: "gn-grid" }, transport, under, middle, right, wide, below);
    this.nodes = [this.grid, after];
  }

  /**
   * Load panels and put them in their places, once; resolves when all are there.
   *
   * @param {string[]} names
   * @param {Host} host
   */
  load(names, host) {
    this.loading ??= this.make(names, host).catch((error) => {
      this.loading = null; // so that it is tried again
      throw error;
    });
    return this.loading;
  }

  /**
   * @param {string[]} names
   * @param {Host} host
   */
  async make(names, host) {
    const modules = await Promise.all(names.map((name) => PANELS[name]()));
    await loadStyles();
    this.list = modules.map(({ default: Made }) => new Made(host));
    for (const { parts } of this.list)
      for (const [place, part] of Object.entries(parts))
        this.places[/** @type {Place} */ (place)].append(part);
    this.places.middle.append(this.notice);
  }

  /** @param {Scene} scene */
  setScene(scene) {
    for (const panel of this.list) panel.setScene(scene);
  }

  /**
   * Take what is new about the scene of the same run.
   *
   * @param {Scene} scene
   * @param {boolean} isMoved  whether the plane shows something else
   */
  updateScene(scene, isMoved) {
    for (const panel of this.list) panel.updateScene?.(scene, isMoved);
  }

  /** A fork or a jump: what had been sent for later epochs is no more. */
  forget() {
    for (const panel of this.list) panel.forget?.();
  }

  /** @param {Asides} aside */
  receive(aside) {
    for (const panel of this.list) panel.receive?.(aside);
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all  also what need not be painted with every frame
   */
  paint(frame, all) {
    for (const panel of this.list) panel.paint?.(frame, all);
  }

  /**
   * Tell the panels what is looked at.
   *
   * @param {Interest} interest
   */
  tell(interest) {
    for (const panel of this.list) panel.hear?.(interest);
  }

  /** Draw anew what takes its colors from the theme. */
  draw() {
    for (const panel of this.list) panel.draw?.();
  }

  resize() {
    for (const panel of this.list) panel.resize?.();
  }

  /** Return the keys that panels take now. */
  keys() {
    return this.list.flatMap(({ keys = [] }) => keys);
  }
}
