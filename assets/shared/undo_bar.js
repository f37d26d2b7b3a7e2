// Undo and redo on a page without a stage: the buttons alone, and their keys.

/** @import { Component, Undoable } from "./types.d.ts" */

import { el } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { loadStyles } from "./styles.js";
import { Undo } from "./undo.js";

/** @type {Component<Undoable> | null} The newest: only one page is shown at a time. */
let component = null;
let n = 0;
const undo = new Undo((action) => {
  n += 1;
  component?.setTriggerValue(action, n);
});
const root = el("div", { class: "gn-stage gn-undo-bar" }, undo.root);
listenToKeys(
  root,
  () => undefined,
  () => undo.keys,
);

/** @param {Component<Undoable>} mounted */
export default async function mount(mounted) {
  await loadStyles();
  component = mounted;
  if (root.parentElement !== mounted.parentElement) mounted.parentElement.append(root);
  undo.show(mounted.data);
}
