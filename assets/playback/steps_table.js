// The table of steps, a row a picture.

/** @import { Content } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";

export class StepsTable {
  /** @param {Content} content */
  constructor({ columns, rows }) {
    /** @type {(tag: "th" | "td", texts: string[]) => HTMLElement[]} */
    const cells = (tag, texts) => texts.map((text) => el(tag, {}, text));
    this.rows = rows.map((texts) => el("tr", {}, ...cells("td", texts)));
    this.marked = this.rows[0];
    this.holder = el(
      "div",
      { class: "gn-steps-rows", tabindex: "0", role: "region", "aria-label": _("Table of steps") },
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, ...cells("th", columns))),
        el("tbody", {}, ...this.rows),
      ),
    );
    this.root = el(
      "section",
      { class: "gn-steps-table" },
      el("h3", {}, _("Step by step")),
      this.holder,
    );
  }

  /**
   * Mark the row of a picture, and bring it into the middle.
   *
   * @param {number} i
   */
  mark(i) {
    this.marked.removeAttribute("aria-current");
    this.marked = this.rows[i];
    this.marked.setAttribute("aria-current", "step");
    this.holder.scrollTop = Math.max(0, this.marked.offsetTop - this.holder.clientHeight / 2);
  }
}
