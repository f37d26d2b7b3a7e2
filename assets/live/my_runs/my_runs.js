// "My runs": what a visitor has kept in this browser, in a dialog: opened, compared, renamed,
// deleted, taken along as a file.

/** @import { KeptRun } from "./kept_runs.js" */

import { el, icon } from "../../shared/dom.js";
import { _, ngettext } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import {
  keep,
  keptRuns,
  MOST,
  MOST_LETTERS,
  pathOf,
  readRuns,
  withRun,
  written,
} from "./kept_runs.js";

needStyle("my_runs.css", import.meta.url);

const ICON = "M17 3H7a2 2 0 0 0-2 2v16l7-3 7 3V5a2 2 0 0 0-2-2zm0 15-5-2.180L7 18V5h10z";
const FILE = "glassnet-runs.json";

export class MyRuns {
  /**
   * @param {object} does
   * @param {() => KeptRun} does.present  what is shown now, to be kept
   * @param {(address: string) => void} does.open
   * @param {(address: string) => void} does.compare  shows a run of this page beside the present one
   */
  constructor({ present, open, compare }) {
    this.present = present;
    this.openAddress = open;
    this.compare = compare;
    const label = {
      "aria-label": _("My runs"),
      title: _("Keep this run, or open one kept before"),
    };
    this.root = el(
      "div",
      { class: "gn-share" },
      el("button", { type: "button", ...label, onclick: () => this.open() }, icon(ICON)),
    );
    this.name = el("input", { maxlength: MOST_LETTERS, "aria-label": _("Name of this run") });
    this.list = el("ul", {});
    this.said = el("p", { role: "status" });
    this.file = el("input", {
      type: "file",
      accept: ".json,application/json",
      hidden: true,
      onchange: () => this.read(),
    });
    const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
      el("button", { type: "button", onclick }, text);
    this.dialog = el(
      "dialog",
      { class: "gn-my-runs", "aria-label": _("My runs") },
      el(
        "header",
        {},
        el("h3", {}, _("My runs")),
        el(
          "button",
          { type: "button", "aria-label": _("Close"), onclick: () => this.dialog.close() },
          "×",
        ),
      ),
      el(
        "form",
        { class: "gn-keep", onsubmit: (/** @type {Event} */ event) => this.keepPresent(event) },
        this.name,
        el("button", { class: "gn-main" }, _("Keep this run")),
      ),
      this.said,
      this.list,
      el(
        "footer",
        {},
        button(_("Save all as a file"), () => this.save()),
        button(_("Read a file"), () => this.file.click()),
        this.file,
      ),
    );
    // Keys in the dialog are its own: a space in a name does not play the run.
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
  }

  open() {
    this.name.value = this.present().name;
    this.say("");
    this.show();
    this.dialog.showModal();
  }

  /** @param {string} text */
  say(text) {
    this.said.textContent = text;
  }

  /** @param {Event} event */
  keepPresent(event) {
    event.preventDefault();
    const present = this.present();
    const name = this.name.value.trim() || present.name;
    this.change(withRun(keptRuns(), { ...present, name }));
  }

  /** @param {KeptRun[]} runs */
  change(runs) {
    this.say(keep(runs) ? "" : _("This browser keeps nothing: there is no room, or it may not."));
    this.show();
  }

  show() {
    const runs = keptRuns();
    this.list.replaceChildren(...runs.map((run, i) => this.item(run, i)));
    if (!runs.length)
      this.list.append(
        el("li", {}, _("Nothing is kept yet. This browser keeps up to {most}.", { most: MOST })),
      );
  }

  /**
   * @param {KeptRun} run
   * @param {number} i
   */
  item(run, i) {
    const { name, address, picture, said } = run;
    const isHere = pathOf(address) === window.location.pathname;
    const field = el("input", {
      value: name,
      maxlength: MOST_LETTERS,
      "aria-label": _("Name"),
      onchange: () =>
        this.change(keptRuns().map((one, at) => (at === i ? { ...one, name: field.value } : one))),
    });
    const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
      el(
        "button",
        { type: "button", onclick, "aria-label": _("{what}: {name}", { what: text, name }) },
        text,
      );
    const buttons = [
      button(_("Open"), () => this.openAddress(address)),
      ...(isHere ? [button(_("Compare"), () => this.beside(address))] : []),
      button(_("Delete"), () => this.change(keptRuns().filter((_run, at) => at !== i))),
    ];
    return el(
      "li",
      {},
      picture ? el("img", { src: picture, alt: "", width: 80, height: 60 }) : el("span", {}),
      el("div", {}, field, el("small", {}, said)),
      el("div", { class: "gn-run-buttons" }, ...buttons),
    );
  }

  /** @param {string} address */
  beside(address) {
    this.dialog.close();
    this.compare(address);
  }

  save() {
    const url = URL.createObjectURL(new Blob([written(keptRuns())], { type: "application/json" }));
    el("a", { href: url, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(url));
  }

  async read() {
    const [file] = this.file.files ?? [];
    this.file.value = "";
    if (!file) return;
    const runs = file.size < 2e6 ? readRuns(await file.text()) : null;
    if (!runs) {
      this.say(_("This is no file of runs; what is kept here stays."));
      return;
    }
    const before = keptRuns();
    this.change([...runs].reverse().reduce(withRun, before));
    this.say(ngettext("{n} run read.", "{n} runs read.", runs.length, { n: runs.length }));
  }
}
