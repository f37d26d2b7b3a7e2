// A grid of networks: for each lambda and each length of a run both accuracies; a click opens it.

/** @import { Component } from "../../shared/types.d.ts" */

import { el } from "../../shared/dom.js";
import { _, loadLanguage } from "../../shared/language.js";
import { loadStyles, needStyle } from "../../shared/styles.js";
import { accuracyOf, strength } from "./accuracy.js";

needStyle("grid.css", import.meta.url);

/**
 * @typedef {object} Cell  a network; its accuracies, from 0 to 1, are null until they are known
 * @property {number} number
 * @property {number | null} train
 * @property {number | null} test
 */

/**
 * @typedef {object} Grid  `length` says what is counted, `best` is the number of a cell
 * @property {number[]} lambdas
 * @property {number[]} lengths
 * @property {string} length
 * @property {Cell[][]} rows
 * @property {number | null} best
 */

/** @param {number} share */
const percent = (share) => (100 * share).toFixed(1);

/** @param {Component<string>} component */
export default async function mount(component) {
  const { data, parentElement } = component;
  await Promise.all([loadStyles(), loadLanguage()]);
  const root = rootIn(parentElement);
  if (root.dataset.shown === data) return;
  root.dataset.shown = data;
  const focused = document.activeElement?.getAttribute("aria-label");
  root.replaceChildren(
    table(JSON.parse(data), (number) => component.setTriggerValue("cell", number)),
  );
  // Drawn anew while it grows: the keyboard stays where it was.
  const again = focused && root.querySelector(`[aria-label="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/**
 * Return the element that holds the grid, made at the first message.
 *
 * @param {HTMLElement} parent
 * @returns {HTMLElement}
 */
function rootIn(parent) {
  const found = parent.querySelector(".gn-lambda-grid");
  if (found instanceof HTMLElement) return found;
  const root = el("div", { class: "gn-lambda-grid" });
  parent.append(root);
  return root;
}

/**
 * @param {Grid} grid
 * @param {(number: number) => void} onOpen
 */
function table({ lambdas, lengths, length, rows, best }, onOpen) {
  const head = lengths.map((n) => el("th", { scope: "col" }, String(n)));
  const body = rows.map((row, i) => {
    const cells = row.map((one, j) => {
      const place = { lambda: lambdas[i], n: lengths[j], length };
      const name = _("lambda {lambda}, {n} {length}", place);
      return el("td", {}, cell(one, name, one.number === best, onOpen));
    });
    return el("tr", {}, el("th", { scope: "row" }, String(lambdas[i])), ...cells);
  });
  return el(
    "table",
    { "aria-label": _("Accuracy by lambda and length of the run") },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, `λ \\ ${length}`), ...head)),
    el("tbody", {}, ...body),
  );
}

/**
 * @param {number} train
 * @param {number | null} test
 */
function hintOf(train, test) {
  if (test === null)
    return _("training {train} %: click to open this network", { train: percent(train) });
  const accuracies = { train: percent(train), test: percent(test) };
  return _("held out {test} %, training {train} %: click to open this network", accuracies);
}

/**
 * @param {Cell} cell
 * @param {string} name
 * @param {boolean} isBest
 * @param {(number: number) => void} onOpen
 */
function cell({ number, train, test }, name, isBest, onOpen) {
  const share = accuracyOf({ train, test });
  if (share === null || train === null) return el("span", { class: "gn-yet" }, "·");
  return el(
    "button",
    {
      type: "button",
      class: isBest ? "gn-top" : "",
      style: `--strength: ${strength(share).toFixed(0)}%`,
      "aria-label": name,
      title: hintOf(train, test),
      onclick: () => {
        onOpen(number);
        document.querySelector("[data-testid=stage]")?.scrollIntoView({ behavior: "smooth" });
      },
    },
    el("b", {}, percent(share)),
    test === null ? "" : el("small", {}, percent(train)),
  );
}
