// Undo and redo on a page without a stage: the buttons alone, and their keys.

/** @import { Component, Undoable } from "./types.d.ts" */

import { el } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { loadLanguage } from "./language.js";
import { loadStyles } from "./styles.js";
import { Undo } from "./undo.js";

/** @type {Bar | null} One: only one page is shown at a time. */
let bar = null;

/** @param {Component<Undoable>} component */
export default async function mount(component) {
  await Promise.all([loadStyles(), loadLanguage()]);
  bar ??= new Bar(component);
  bar.component = component; // the newest
  if (bar.root.parentElement !== component.parentElement) component.parentElement.append(bar.root);
  bar.undo.show(component.data);
}

class Bar {
  /** @param {Component<Undoable>} component */
  constructor(component) {
    this.component = component;
    this.n = 0;
    this.undo = new Undo((action) => {
      this.n += 1;
      this.component.setTriggerValue(action, this.n);
    });
    this.root = el("div", { class: "gn-stage gn-undo-bar" }, this.undo.root);
    listenToKeys(
      this.root,
      () => undefined,
      () => this.undo.keys,
    );
  }
}
