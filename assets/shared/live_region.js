// What a player has come to, in a sentence that a screen reader says: start, pause, end, divergence.

import { el } from "./dom.js";
import { _, N_ } from "./language.js";
import { needStyle } from "./styles.js";

needStyle("live_region.css", import.meta.url);

/**
 * @typedef {object} Told
 * @property {string} status  of the player
 * @property {number} epoch
 * @property {string} unit  what is counted
 * @property {string} [seen]  what is to be seen there, as "cost J 0.2131"
 * @property {string} [reason]  a sentence: why it ended
 */

/** The one of a component, in which nothing else is said. */
export class LiveRegion {
  constructor() {
    this.root = el("p", { class: "gn-live-region", role: "status" });
    this.said = "idle"; // what was told last
    this.sentence = ""; // and in what words
  }

  /** @param {Told} told */
  tell(told) {
    const { status, reason = "" } = told;
    this.say(`${status} ${reason}`.trim(), sentenceOf(told));
  }

  /**
   * Say a sentence after what was said last, which stands as it is.
   *
   * @param {string} sentence
   */
  announce(sentence) {
    this.root.textContent = `${this.sentence} ${sentence}`.trim();
  }

  /**
   * Say a sentence, once for what it is about.
   *
   * @param {string} about
   * @param {string} sentence
   */
  say(about, sentence) {
    if (about === this.said) return;
    this.said = about;
    this.sentence = sentence;
    this.root.textContent = sentence;
  }
}

/** @type {Record<string, string>} What is said of a status. */
const SENTENCES = {
  idle: N_("Back at {unit} {epoch}."),
  playing: N_("Playing from {unit} {epoch}."),
  paused: N_("Paused at {unit} {epoch}."),
  finished: N_("Ended at {unit} {epoch}."),
  diverged: N_("Diverged at {unit} {epoch}."),
};

/** @type {Record<string, string>} What is said instead where something is to be seen. */
const SENTENCES_OF_SEEN = {
  paused: N_("Paused at {unit} {epoch}, {seen}."),
  finished: N_("Ended at {unit} {epoch}, {seen}."),
};

/**
 * Return what is said.
 *
 * @param {Told} told
 */
export function sentenceOf({ status, epoch, unit, seen = "", reason = "" }) {
  const text = (seen && SENTENCES_OF_SEEN[status]) || SENTENCES[status];
  const sentence = _(text, { unit, epoch, seen });
  return reason ? `${sentence} ${reason}` : sentence;
}
