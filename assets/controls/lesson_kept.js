// How far one has come in a lesson, kept in the browser, so that it can be taken up again.

/** @import { Component } from "../shared/types.d.ts" */

const KEY = "glassnet-lesson:";

/**
 * @typedef {object} Kept
 * @property {string} name  of the lesson
 * @property {string} kept  what is to be kept of it
 * @property {boolean} isNew  whether the server has yet to hear what was kept before
 */

/** @param {Component<Kept>} component */
export default function remember({ data, setTriggerValue }) {
  const key = KEY + data.name.slice(0, 200);
  if (data.isNew) setTriggerValue("remembered", kept(key));
  else keep(key, data.kept);
}

/** @param {string} key */
function kept(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is then known for this visit alone.
  }
}
