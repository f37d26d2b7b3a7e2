// The page of a class: the way in, what the teacher shows, or the teacher's desk. Streamlit calls the
// default export when the page has been drawn.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { ClassPage } from "./types.d.ts" */

import { loadLanguage } from "../shared/language.js";
import { loadStyles, needStyle } from "../shared/styles.js";
import { Desk } from "./desk.js";
import { Entry } from "./entry.js";
import { Follow } from "./follow.js";

needStyle("classroom.css", import.meta.url);

/** @type {{ key: string, view: Entry | Follow | Desk } | null} As it was when one was here last. */
let shown = null;

/** @param {Component<ClassPage>} component */
export default async function mount({ data, parentElement }) {
  await Promise.all([loadStyles(), loadLanguage()]);
  const key = JSON.stringify(data);
  if (shown?.key !== key) {
    shown = { key, view: viewOf({ ...data, secret: secretIn(window.location.hash) }) };
    if (!(shown.view instanceof Entry)) shown.view.begin();
  }
  const { view } = shown;
  if (view.root.parentElement !== parentElement) parentElement.append(view.root);
  if (view instanceof Follow) view.redraw();
}

/** @param {ClassPage} data */
function viewOf(data) {
  if (data.role === "teacher") return new Desk(data);
  return data.role === "learner" ? new Follow(data) : new Entry(data);
}

/**
 * Return what a second teacher was handed: it is in the part of the address that no server is sent.
 *
 * @param {string} hash
 */
function secretIn(hash) {
  return new URLSearchParams(hash.slice(1)).get("teach") ?? "";
}
