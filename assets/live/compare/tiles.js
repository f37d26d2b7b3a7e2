// All lanes as tiles, as many in a row as makes their pictures largest.

/** @import { Frame, LaneAction, LaneState } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { ofLane } from "./lanes.js";
import { Tile } from "./tile.js";
import { columnsFor, rowHeightFor } from "./tile_layout.js";

const GAP = 10; // pixels, as in the style sheet
const PHONE = 600; // pixels of a stage of one column, as in its style sheet
const READ_MS = 100; // numbers that change faster than this cannot be read

/**
 * A tile that is no lane's.
 *
 * @typedef {object} Extra
 * @property {HTMLElement} root
 * @property {() => void} measure
 */

export class Tiles {
  /** @param {(action: LaneAction) => void} onAction */
  constructor(onAction) {
    this.onAction = onAction;
    /** @type {Tile[]} */
    this.tiles = [];
    /** @type {Extra | null} */
    this.extra = null;
    /** @type {Frame | null} */
    this.frame = null;
    this.read = Number.NEGATIVE_INFINITY;
    this.root = el("div", { class: "gn-tiles", role: "group", "aria-label": _("Lanes") });
    new ResizeObserver(() => this.resize()).observe(this.root);
  }

  /**
   * @param {Lane[]} lanes
   * @param {Extra | null} extra  that stands behind them
   */
  setScene(lanes, extra) {
    this.frame = null;
    this.extra = extra;
    this.tiles = lanes.map(
      (lane) =>
        new Tile(lane, (action) => this.onAction({ do: action, place: lane.place, epoch: 0 })),
    );
    const roots = this.tiles.map(({ root }) => root);
    this.root.replaceChildren(...roots, ...(extra ? [extra.root] : []));
    this.draw();
    this.resize();
  }

  /** Make anew what takes its colors from the theme. */
  draw() {
    for (const tile of this.tiles) tile.draw();
    if (this.frame) this.paint(this.frame, true);
  }

  resize() {
    const { clientWidth: width, clientHeight } = this.root;
    if (!width || !this.tiles.length) return;
    const n = this.tiles.length + Number(this.extra !== null);
    const stage = this.root.closest(".gn-grid")?.clientWidth ?? width;
    const height = stage <= PHONE ? Number.POSITIVE_INFINITY : clientHeight;
    const columns = columnsFor(n, width, height, GAP);
    const row = Math.floor(rowHeightFor(n, columns, width, height, GAP));
    this.root.style.setProperty("--columns", String(columns));
    this.root.style.setProperty("--row", `${row}px`);
    for (const { canvas } of this.tiles) canvas.measure();
    this.extra?.measure();
    if (this.frame) this.paint(this.frame, true);
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all
   */
  paint(frame, all) {
    this.frame = frame;
    const now = performance.now();
    const isRead = all || now - this.read >= READ_MS;
    if (isRead) this.read = now;
    for (const tile of this.tiles) {
      const own = ofLane(frame, tile.lane);
      tile.paint(own);
      if (isRead) tile.write(own);
    }
  }

  /**
   * Say of each run whether it has ended by a tick.
   *
   * @param {LaneState[]} states
   * @param {number} tick
   */
  tell(states, tick) {
    for (const tile of this.tiles) tile.tell(states[tile.lane.index], tick);
  }
}
