// The wall: what each learner's network is doing, drawn from its weights; sorted, filtered, names hidden.

/** @import { Person, Tile } from "./types.d.ts" */

import { CellPictures } from "../sections/grid/pictures.js";
import { el } from "../shared/dom.js";
import { _, N_ } from "../shared/language.js";
import { ask, Outside } from "./ask.js";
import { TileView } from "./tile_view.js";

const LATE_MS = 2000; // until a lost question is asked again

/** What the wall is sorted by: less comes first. */
const ORDERS = {
  name: { label: N_("name"), of: (/** @type {Tile} */ { name }) => name },
  cost: { label: N_("cost J"), of: (/** @type {Tile} */ { J }) => J ?? Number.POSITIVE_INFINITY },
  accuracy: {
    label: N_("test accuracy"),
    of: (/** @type {Tile} */ { test_accuracy: share }) => -(share ?? -1),
  },
};

/** Which tiles are shown. */
const FILTERS = {
  all: { label: N_("all"), has: () => true },
  waiting: {
    label: N_("not played yet"),
    has: (/** @type {Tile} */ { epoch }) => !epoch,
  },
  stuck: { label: N_("stuck"), has: (/** @type {Tile} */ { stuck }) => stuck !== "" },
};

export class Wall {
  /** @param {string} route */
  constructor(route) {
    this.route = route;
    this.n = 0;
    /** @type {Map<string, Tile>} By the learners' ids. */
    this.tiles = new Map();
    /** @type {Map<string, TileView>} */
    this.views = new Map();
    /** @type {Map<string, Person>} */
    this.people = new Map();
    /** @type {Set<string>} Those that are shown large, side by side. */
    this.large = new Set();
    this.isHidden = false; // whether names are
    this.pictures = new CellPictures();
    this.order = choice(_("Sort by"), ORDERS, () => this.draw());
    this.filter = choice(_("Show"), FILTERS, () => this.draw());
    this.hide = el(
      "button",
      { type: "button", "aria-pressed": "false", onclick: () => this.hideNames() },
      _("Hide names (H)"),
    );
    this.list = el("ul", { class: "gn-tiles", "aria-label": _("Networks of the class") });
    this.root = el(
      "section",
      { class: "gn-wall", "aria-label": _("The wall") },
      el("div", { class: "gn-desk-buttons" }, this.order.root, this.filter.root, this.hide),
      el("div", { class: "gn-canvas-holder" }, this.list, this.pictures.canvas),
    );
    new ResizeObserver(() => this.pictures.draw()).observe(this.list);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  /** Ask for the tiles for as long as the class is there. */
  async begin() {
    for (;;) {
      try {
        const answer = await ask(this.route, "wall", { n: this.n });
        /** @type {{ n: number, tiles: Tile[] }} */
        const { n, tiles } = await answer.json();
        this.n = n;
        for (const tile of tiles) this.tiles.set(tile.id, tile);
        if (tiles.length) this.draw();
      } catch (error) {
        if (error instanceof Outside) return;
        await new Promise((done) => setTimeout(done, LATE_MS));
      }
    }
  }

  /** @param {Person[]} people */
  know(people) {
    this.people = new Map(people.map((one) => [one.id, one]));
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  key({ key, target, ctrlKey, metaKey, altKey }) {
    const isTyped = target instanceof Element && target.closest("input, textarea, select");
    if (this.root.isConnected && key.toLowerCase() === "h" && !isTyped)
      if (!ctrlKey && !metaKey && !altKey) this.hideNames();
  }

  hideNames() {
    this.isHidden = !this.isHidden;
    this.hide.setAttribute("aria-pressed", String(this.isHidden));
    this.draw();
  }

  /** @returns {Tile[]} Those that are shown, in their order. */
  get shown() {
    const order = ORDERS[/** @type {keyof typeof ORDERS} */ (this.order.value)];
    const filter = FILTERS[/** @type {keyof typeof FILTERS} */ (this.filter.value)];
    return [...this.tiles.values()]
      .filter(({ id }) => this.people.has(id))
      .map((tile) => ({ ...tile, name: this.people.get(tile.id)?.name ?? "" }))
      .filter((tile) => filter.has(tile))
      .sort((a, b) => compare(order.of(a), order.of(b)) || compare(a.name, b.name));
  }

  draw() {
    const nodes = this.shown.map((tile) => {
      const view = this.views.get(tile.id) ?? new TileView(() => this.enlarge(tile.id));
      this.views.set(tile.id, view);
      const { id } = tile;
      const animal = this.people.get(id)?.animal ?? 0;
      view.update(tile, { animal, isLarge: this.large.has(id), isNamed: !this.isHidden });
      return view;
    });
    const roots = nodes.map(({ root }) => root);
    const isSame =
      roots.length === this.list.children.length &&
      roots.every((root, i) => root === this.list.children[i]);
    if (!isSame) this.list.replaceChildren(...roots);
    this.root.toggleAttribute("data-large", this.large.size > 0);
    /** @type {string[]} */
    const palettes = [];
    const places = nodes.map((view) => view.drawn(palettes)).filter((one) => one !== null);
    this.pictures.show(
      places,
      palettes.map((text) => JSON.parse(text)),
    );
  }

  /** @param {string} id */
  enlarge(id) {
    if (!this.large.delete(id)) this.large.add(id);
    const [first] = this.large;
    if (this.large.size > MOST_LARGE) this.large.delete(first);
    this.draw();
  }
}

const MOST_LARGE = 4;

/**
 * @param {string | number} a
 * @param {string | number} b
 */
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Return a choice among the records of a table.
 *
 * @param {string} label
 * @param {Record<string, { label: string }>} table
 * @param {() => void} onChange
 */
function choice(label, table, onChange) {
  const options = Object.entries(table).map(([name, one]) =>
    el("option", { value: name }, _(one.label)),
  );
  const select = el("select", { onchange: onChange }, ...options);
  return {
    root: el("label", {}, label, " ", select),
    get value() {
      return select.value;
    },
  };
}
