// Several runs side by side: in place of the other panels a tile for each, the costs of all in one
// chart, and who was first; or a thin row of them above the page of the one in front.

/** @import { Asides, Frame, Host, Race, Scene, Study } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { DifferenceTile } from "./difference_tile.js";
import { Head } from "./head.js";
import { lanesOf } from "./lanes.js";
import { LanesChart } from "./lanes_chart.js";
import { RaceTable } from "./race_table.js";
import { Strip } from "./strip.js";
import { suggestion } from "./target.js";
import { Tiles } from "./tiles.js";
import { TreeView } from "./tree_view.js";

needStyle("compare.css", import.meta.url);

export default class ComparePanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {Lane[]} By their places; none where nothing is compared. */
    this.lanes = [];
    /** @type {Study | null} */
    this.study = null;
    /** @type {Race | null} */
    this.race = null;
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {Scene[]} */
    this.scenes = [];
    this.said = ""; // who was said to be the first
    this.built = ""; // what the tiles were made for
    /** @type {boolean | null} Whether a difference is to be shown; null for two lanes only. */
    this.isWanted = null;
    const arrange = host.arrange.bind(host);
    const set = (/** @type {Record<string, string>} */ values) => host.set(values, {});
    const onTarget = (/** @type {number} */ target) => set({ target: String(target) });
    this.head = new Head({ set, arrange, onDifference: () => this.toggleDifference() });
    this.strip = new Strip(arrange, () => set({ arrangement: "tiles" }));
    this.tiles = new Tiles(arrange);
    this.difference = new DifferenceTile();
    this.chart = new LanesChart(host, onTarget);
    this.table = new RaceTable(onTarget);
    this.tree = new TreeView();
    this.left = el("div", { class: "gn-compare-left", hidden: true }, this.tiles.root);
    this.right = el(
      "div",
      { class: "gn-compare-right", hidden: true },
      this.chart.root,
      this.table.root,
      this.tree.root,
    );
    this.parts = {
      top: el("div", { class: "gn-compare-top" }, this.head.root, this.strip.root),
      middle: this.left,
      right: this.right,
    };
  }

  get isAlone() {
    return this.study?.view === "tiles";
  }

  /**
   * @param {Scene} _scene
   * @param {Scene[]} scenes
   */
  setScene(_scene, scenes) {
    this.scenes = scenes;
    this.frame = null;
    this.race = null;
    this.said = "";
    this.built = "";
    this.show();
  }

  updateScene() {
    const { frame } = this;
    this.show();
    if (frame) this.paint(frame, true);
  }

  /** Show what there is to be seen, and hide the rest. */
  show() {
    this.lanes = lanesOf(this.scenes);
    this.study = (this.lanes.length > 1 && this.scenes[0].study) || null;
    const { isAlone, study } = this;
    this.head.root.hidden = this.left.hidden = this.right.hidden = !isAlone;
    this.strip.root.hidden = !study || isAlone;
    if (!study) return;
    if (isAlone) this.showAll(study);
    else this.strip.setLanes(this.lanes);
  }

  /** @param {Study} study */
  showAll(study) {
    const { lanes } = this;
    const can = this.difference.setLanes(lanes);
    const isShown = can && (this.isWanted ?? lanes.length === 2);
    this.head.setLanes(lanes, study, { can, isShown });
    const built = JSON.stringify([
      lanes.map(({ index, name, place }) => [index, name, place]),
      isShown,
    ]);
    // Made anew they would lose the focus, and an open menu.
    if (built !== this.built) this.tiles.setScene(lanes, isShown ? this.difference : null);
    this.built = built;
    this.chart.setLanes(lanes, study);
    this.table.setLanes(lanes, study);
    this.tree.setLanes(lanes);
  }

  toggleDifference() {
    this.isWanted = !(this.isWanted ?? this.lanes.length === 2);
    this.updateScene();
  }

  /** @param {Asides} asides */
  receive({ race }) {
    this.race = race ?? null;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all
   */
  paint(frame, all) {
    this.frame = frame;
    if (!this.study) return;
    if (!this.isAlone) return this.strip.paint(frame, all);
    this.head.rest(frame.epoch, all);
    this.tiles.paint(frame, all);
    this.tiles.tell(this.host.player.header.lanes, frame.epoch);
    if (this.tiles.extra) this.difference.paint(frame, all);
    this.suggest();
    this.chart.paint(frame, all);
    this.tree.paint(frame, all);
    // At rest all that is known of the race stands, also where one has gone back.
    const until = this.host.player.playing ? frame.epoch : Number.POSITIVE_INFINITY;
    const { hidden } = this.table.table;
    const first = this.table.show(this.race, this.host.player.header.lanes, until, all);
    // The table takes room that was the chart's.
    if (hidden !== this.table.table.hidden) this.chart.resize();
    this.sayFirst(first);
    return undefined;
  }

  /** Where no target was chosen, offer one to be dragged. */
  suggest() {
    if (this.study?.target || this.chart.target.J) return;
    const first = Number(this.host.player.points[0]?.numbers.J);
    const offered = suggestion(first);
    this.chart.target.set(offered);
    this.table.offer(offered);
  }

  /**
   * Have a screen reader say who was the first, once.
   *
   * @param {string} name
   */
  sayFirst(name) {
    const about = name && `${name} ${this.study?.target}`;
    if (!name || about === this.said) return;
    this.said = about;
    this.host.say(_("{name} is the first to reach the target.", { name }));
  }

  draw() {
    if (!this.isAlone) return;
    this.tiles.draw();
    this.chart.draw();
  }

  resize() {
    if (!this.isAlone) return;
    this.tiles.resize();
    this.chart.resize();
  }
}
