// The experiment grid: a network in each cell, with its picture and a number; a click opens it. Colored
// and sorted by any of its measures.

/** @import { Component } from "../../shared/types.d.ts" */
/** @import { Grid, Measure } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _, loadLanguage } from "../../shared/language.js";
import { loadStyles, needStyle } from "../../shared/styles.js";
import { explanation, keyOf, nameOf, numbers, targetLabel } from "./cell_words.js";
import { chosenOf, ranked, tableOf } from "./layout.js";
import { CellPictures } from "./pictures.js";
import { strengths } from "./strength.js";

needStyle("grid.css", import.meta.url);

/** @type {WeakMap<HTMLElement, GridTable>} */
const tables = new WeakMap();

/** @param {Component<string>} component */
export default async function mount(component) {
  const { data, parentElement } = component;
  await Promise.all([loadStyles(), loadLanguage()]);
  const found = tables.get(parentElement) ?? new GridTable();
  tables.set(parentElement, found);
  found.onOpen = (number) => component.setTriggerValue("cell", number);
  if (found.root.parentNode !== parentElement) parentElement.append(found.root);
  if (found.data !== data) found.receive(data);
}

class GridTable {
  constructor() {
    this.data = "";
    /** @type {Grid | null} */
    this.grid = null;
    /** What it is colored and sorted by. */
    this.chosen = "";
    this.isSorted = false;
    /** @type {(number: number) => void} */
    this.onOpen = () => {};
    this.pictures = new CellPictures();
    this.select = el("select", { onchange: () => this.choose(this.select.value) });
    this.sort = el("input", { type: "checkbox", onchange: () => this.toggle() });
    this.key = el("small", {}, "");
    this.cells = el("div", { class: "gn-cells" });
    const inner = el("div", { class: "gn-canvas-holder" }, this.cells, this.pictures.canvas);
    this.root = el(
      "div",
      { class: "gn-experiment-grid" },
      el(
        "div",
        { class: "gn-experiment-choices" },
        el("label", {}, _("Color by"), this.select),
        el("label", {}, this.sort, _("best first")),
        this.key,
      ),
      el("div", { class: "gn-experiment-scroll" }, inner),
    );
    new ResizeObserver(() => this.pictures.draw()).observe(this.cells);
  }

  /** @param {string} data */
  receive(data) {
    this.data = data;
    this.grid = JSON.parse(data);
    this.key.textContent = keyOf(/** @type {Grid} */ (this.grid));
    this.offer();
    this.draw();
  }

  /** Offer the measures of which something is known. */
  offer() {
    const { measures, target } = /** @type {Grid} */ (this.grid);
    const options = measures.map(({ name, label }) =>
      el("option", { value: name }, name === "reached" ? targetLabel(target) : label),
    );
    this.select.replaceChildren(...options);
    this.select.value = chosenOf(measures, this.chosen)?.name ?? "";
    this.select.disabled = measures.length === 0;
  }

  /** @param {string} name */
  choose(name) {
    this.chosen = name;
    this.draw();
  }

  toggle() {
    this.isSorted = this.sort.checked;
    this.draw();
  }

  draw() {
    const { grid } = this;
    if (!grid) return;
    const focused = document.activeElement?.getAttribute("data-cell");
    const measure = chosenOf(grid.measures, this.chosen);
    const buttons = this.buttons(grid, measure);
    this.cells.replaceChildren(
      this.isSorted && measure
        ? list(grid, measure, buttons)
        : table(grid, buttons, measure?.label ?? ""),
    );
    const places = grid.cells.flatMap((cell, number) => {
      const element = buttons[number].querySelector(".gn-picture");
      return cell?.picture && element instanceof HTMLElement && element.isConnected
        ? [{ element, picture: cell.picture }]
        : [];
    });
    this.pictures.show(places, grid.palettes);
    // Drawn anew while it grows: the keyboard stays where it was.
    const again = focused && this.cells.querySelector(`[data-cell="${focused}"]`);
    if (again instanceof HTMLElement) again.focus();
  }

  /**
   * Return what stands for each cell: a button, once something is known of it.
   *
   * @param {Grid} grid
   * @param {Measure | undefined} measure
   */
  buttons(grid, measure) {
    const strong = measure ? strengths(measure, grid.cells) : [];
    return grid.cells.map((cell, number) => {
      if (!cell) return el("span", { class: "gn-cell gn-yet" }, "·");
      const words = explanation(grid, cell);
      if (cell.problem)
        return el("span", { class: "gn-cell gn-no-run", title: words }, _("no run"));
      const [median, ends] = measure
        ? numbers(measure, cell.values[measure.name], cell.n)
        : ["", ""];
      return el(
        "button",
        {
          type: "button",
          class: measure?.best === number ? "gn-cell gn-top" : "gn-cell",
          style: `--strength: ${(strong[number] ?? 0).toFixed(0)}%`,
          "data-cell": number,
          "aria-label": `${nameOf(grid.axes, number)}: ${median}`,
          title: words,
          onclick: () => this.open(number),
        },
        cell.picture ? el("span", { class: "gn-picture" }) : "",
        el("b", {}, median),
        el("small", {}, ends || (cell.diverged ? _("diverged") : "")),
      );
    });
  }

  /** @param {number} number */
  open(number) {
    this.onOpen(number);
    document.querySelector("[data-testid=stage]")?.scrollIntoView({ behavior: "smooth" });
  }
}

/**
 * @param {Grid} grid
 * @param {Measure} measure
 * @param {HTMLElement[]} buttons
 */
function list({ axes, cells }, measure, buttons) {
  const items = ranked(measure, cells).map((number) =>
    el("li", {}, el("small", {}, nameOf(axes, number)), buttons[number]),
  );
  return el("ol", { "aria-label": _("Cells, best first") }, ...items);
}

/**
 * @param {Grid} grid
 * @param {HTMLElement[]} buttons
 * @param {string} what  is shown
 */
function table({ axes }, buttons, what) {
  const [columns, rows, groups] = axes;
  const corner = rows ? `${rows.label} \\ ${columns.label}` : columns.label;
  const heads = columns.values.map((value) => el("th", { scope: "col" }, value));
  const bodies = tableOf(axes).map((group, i) => {
    const lines = group.map((row, j) => {
      const head = el("th", { scope: "row" }, rows ? rows.values[j] : "");
      return el("tr", {}, head, ...row.map((number) => el("td", {}, buttons[number])));
    });
    const title = groups ? [groupHead(groups, i, columns.values.length)] : [];
    return el("tbody", {}, ...title, ...lines);
  });
  const label = what ? _("Grid of networks: {what}", { what }) : _("Grid of networks");
  return el(
    "table",
    { "aria-label": label },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, corner), ...heads)),
    ...bodies,
  );
}

/**
 * @param {import("./types.d.ts").Axis} groups
 * @param {number} i
 * @param {number} n  columns
 */
function groupHead({ label, values }, i, n) {
  const text = `${label} ${values[i]}`;
  return el(
    "tr",
    {},
    el("th", { scope: "rowgroup", colspan: n + 1, class: "gn-rows-of-rows" }, text),
  );
}
