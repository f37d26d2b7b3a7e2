// What a player has come to, in a sentence that a screen reader says: start, pause, end, divergence.

import { el } from "./dom.js";
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

/** @type {Record<string, (at: string, seen: string) => string>} What is said of a status. */
const SENTENCES = {
  idle: (at) => `Back at ${at}.`,
  playing: (at) => `Playing from ${at}.`,
  paused: (at, seen) => `Paused at ${at}${seen}.`,
  finished: (at, seen) => `Ended at ${at}${seen}.`,
  diverged: (at) => `Diverged at ${at}.`,
};

/**
 * Return what is said.
 *
 * @param {Told} told
 */
export function sentenceOf({ status, epoch, unit, seen = "", reason = "" }) {
  const at = `${unit} ${epoch}`;
  const sentence = SENTENCES[status](at, seen && `, ${seen}`);
  return reason ? `${sentence} ${reason}` : sentence;
}
