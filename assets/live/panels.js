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
    /** @type {Panel[]} Those that are seen: one may stand in place of all others. */
    this.seen = [];
    /** @type {Set<Panel>} Those that have not been told of the newest scene yet. */
    this.behind = new Set();
    /** @type {Map<Panel, Element[]>} What each has put on the page. */
    this.roots = new Map();
    /** @type {Set<string>} */
    this.names = new Set();
    /** @type {Promise<unknown>} */
    this.loading = Promise.resolve();
    /** @type {Scene[]} Of the lanes. */
    this.scenes = [];
    /** @type {Asides} */
    this.aside = {};
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {Record<Place, HTMLElement>} */
    this.places = {
      under: el("div", { class: "gn-under" }),
      top: el("div", { class: "gn-top" }),
      middle: el("section", { class: "gn-middle" }, notice),
      right: el("div", { class: "gn-right" }),
      wide: el("div", { class: "gn-wide" }),
      below: el("div", { class: "gn-below" }),
      after: el("div"),
    };
    const { under, top, after, ...inGrid } = this.places;
    const above = el("div", { class: "gn-above" }, transport, under, top);
    this.grid = el("div", { class: "gn-grid" }, above, ...Object.values(inGrid));
    this.nodes = [this.grid, after];
  }

  /**
   * Load panels and put them in their places, each once; resolves when all are there.
   *
   * @param {string[]} names
   * @param {Host} host
   */
  load(names, host) {
    const missing = names.filter((name) => !this.names.has(name));
    if (!missing.length) return this.loading;
    for (const name of missing) this.names.add(name);
    const before = this.loading;
    const making = this.make(missing, host).catch((error) => {
      for (const name of missing) this.names.delete(name); // so that it is tried again
      this.loading = before;
      throw error;
    });
    this.loading = Promise.all([before, making]);
    return this.loading;
  }

  /**
   * @param {string[]} names
   * @param {Host} host
   */
  async make(names, host) {
    const modules = await Promise.all(names.map((name) => PANELS[name]()));
    await loadStyles();
    const made = modules.map(({ default: Made }) => new Made(host));
    this.grid.dataset.panels = [...this.names].join(" "); // some change the grid for all
    for (const panel of made) this.put(panel);
    this.places.middle.append(this.notice);
    this.list = [...this.list, ...made];
    if (this.scenes.length) this.showScenes(made);
    else this.seen = this.list;
  }

  /** @param {Panel} panel  that is to be put in its places */
  put(panel) {
    const parts = Object.entries(panel.parts);
    // A part may be several elements in a fragment, which loses them where they are put.
    const nodes = parts.flatMap(([, part]) =>
      part instanceof Element ? [part] : [...part.childNodes],
    );
    this.roots.set(
      panel,
      nodes.filter((node) => node instanceof Element),
    );
    for (const [place, part] of parts) this.places[/** @type {Place} */ (place)].append(part);
  }

  /** @param {Scene[]} scenes  of the lanes */
  setScenes(scenes) {
    this.scenes = scenes;
    this.aside = {};
    this.frame = null;
    this.showScenes(this.list);
  }

  /** @param {Panel[]} panels  that are to be told of the scenes when they are seen */
  showScenes(panels) {
    for (const panel of panels) this.behind.add(panel);
    // One that may stand alone says so when it knows the lanes.
    for (const panel of panels) if (panel.isAlone !== undefined) this.bringUp(panel);
    this.arrange();
  }

  /** Show one panel in place of all others, or all of them. */
  arrange() {
    const alone = this.list.find(({ isAlone }) => isAlone);
    const before = this.seen;
    this.seen = alone ? [alone] : this.list;
    this.grid.classList.toggle("gn-alone", alone !== undefined);
    for (const [panel, roots] of this.roots)
      for (const root of roots) root.classList.toggle("gn-behind", !this.seen.includes(panel));
    for (const panel of this.seen) {
      this.bringUp(panel);
      if (!before.includes(panel)) panel.resize?.();
    }
  }

  /**
   * Tell a panel what it has not heard while it was not seen.
   *
   * @param {Panel} panel
   */
  bringUp(panel) {
    if (!this.behind.delete(panel)) return;
    panel.setScene(this.scenes[0], this.scenes);
    panel.receive?.(this.aside);
    if (this.frame) panel.paint?.(this.frame, true);
  }

  /**
   * Take what is new about the scene of the same run.
   *
   * @param {boolean} isMoved  whether the plane shows something else
   */
  updateScenes(isMoved) {
    for (const panel of this.list) {
      if (this.seen.includes(panel) || panel.isAlone !== undefined)
        panel.updateScene?.(this.scenes[0], isMoved);
      else this.behind.add(panel);
    }
    this.arrange();
  }

  /** A fork or a jump: what had been sent for later epochs is no more. */
  forget() {
    for (const panel of this.list) panel.forget?.();
  }

  /** @param {Asides} aside */
  receive(aside) {
    this.aside = aside;
    for (const panel of this.seen) panel.receive?.(aside);
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all  also what need not be painted with every frame
   */
  paint(frame, all) {
    this.frame = frame;
    for (const panel of this.seen) panel.paint?.(frame, all);
  }

  /**
   * Tell the panels what is looked at.
   *
   * @param {Interest} interest
   */
  tell(interest) {
    for (const panel of this.seen) panel.hear?.(interest);
  }

  /** Draw anew what takes its colors from the theme. */
  draw() {
    for (const panel of this.list) {
      if (this.seen.includes(panel)) panel.draw?.();
      else this.behind.add(panel);
    }
  }

  resize() {
    for (const panel of this.seen) panel.resize?.();
  }

  /** Return the keys that panels take now. */
  keys() {
    return this.seen.flatMap(({ keys = [] }) => keys);
  }
}
