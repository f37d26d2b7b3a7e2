// How far one has come through a page's cards: the card of the current step is lit, those whose buttons
// were pressed are ticked. Kept in the browser from visit to visit.

/** @import { Component } from "../shared/types.d.ts" */

import { cssValue, el } from "../shared/dom.js";
import { _, loadLanguage } from "../shared/language.js";
import { loadStyles, needStyle } from "../shared/styles.js";

needStyle("cards.css", import.meta.url);

const KEY = "glassnet-steps";

/**
 * @typedef {object} Progress
 * @property {string} page
 * @property {number[]} steps  those that have a card, by what the browser keeps of them
 * @property {number | null} current
 * @property {number | null} pressed  the one whose button was pressed last
 */

/** @type {Map<HTMLElement | ShadowRoot, { style: HTMLElement, words: HTMLElement }>} */
const mounted = new Map();

/** @param {Component<Progress>} component */
export default async function mount({ data, parentElement }) {
  await Promise.all([loadStyles(), loadLanguage()]);
  const done = doneOn(data.page, data.pressed);
  let parts = mounted.get(parentElement);
  if (!parts) {
    parts = { style: el("style"), words: el("p", { class: "gn-cards-words" }) };
    mounted.set(parentElement, parts);
  }
  if (parts.style.parentNode !== parentElement) parentElement.append(parts.style, parts.words);
  // Rules, as the cards are Streamlit's own, which takes away what others add to them.
  const accent = cssValue(parts.words, "--st-primary-color");
  parts.style.textContent = rulesOf(data, done, accent);
  parts.words.textContent = wordsOf(data, done);
  return () => mounted.delete(parentElement);
}

/**
 * Return the steps of a page that are done, with the one that was pressed just now.
 *
 * @param {string} page
 * @param {number | null} pressed
 * @returns {number[]}
 */
export function doneOn(page, pressed) {
  const all = kept();
  const before = Array.isArray(all[page]) ? all[page].filter(Number.isInteger) : [];
  if (pressed === null || before.includes(pressed)) return before;
  const done = [...before, pressed];
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...all, [page]: done }));
  } catch {
    // It is then known as long as the page is shown.
  }
  return done;
}

/** @returns {Record<string, any>} what the browser has kept, if it may keep anything */
function kept() {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return all && typeof all === "object" ? all : {};
  } catch {
    return {};
  }
}

/**
 * Return the style sheet of the cards.
 *
 * @param {Pick<Progress, "steps" | "current">} progress
 * @param {number[]} done
 * @param {string} accent  color of what is current
 */
export function rulesOf({ steps, current }, done, accent) {
  return steps
    .map((step, i) => {
      const card = `.st-key-cards .st-key-step-${i + 1}`;
      if (step === current)
        return `${card} { border-color: ${accent}; box-shadow: inset 0 4px 0 ${accent}; }`;
      return done.includes(step)
        ? `${card} p:first-child > strong::after { content: " ✓"; color: var(--gn-right); }`
        : "";
    })
    .join("\n");
}

/**
 * Return the same for those who do not see the cards.
 *
 * @param {Pick<Progress, "steps" | "current">} progress
 * @param {number[]} done
 */
export function wordsOf({ steps, current }, done) {
  const numbers = steps.flatMap((step, i) => (done.includes(step) ? [i + 1] : []));
  const at = steps.indexOf(current ?? -1);
  return [
    at >= 0 ? _("Step {n} is the current one.", { n: at + 1 }) : "",
    numbers.length ? _("Done: {numbers}.", { numbers: numbers.join(", ") }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
