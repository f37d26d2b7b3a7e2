// Questions to the server, one at a time: each is asked again until it is answered.
//
// What is to be said next is asked for only when the answer before has come, so nothing overtakes
// anything and nothing that waits is out of date. A question that is asked again bears the same
// number, by which the server knows it.

/** @import { Command } from "./types.d.ts" */

const PATIENCE_MS = 15_000; // an answer that takes longer is given up
const [SOON_MS, LATE_MS] = [250, 4000]; // until a lost question is asked again, longer each time

/** What has no run on the server any more, or never had. */
export class Gone extends Error {}

/** What the server takes for no command: to ask the same again would not help. */
export class Refused extends Error {}

export class Channel {
  /**
   * @param {object} does
   * @param {() => Command | null} does.next  returns what is to be said now, if anything
   * @param {(answer: Uint8Array, command: Command) => void} does.receive
   * @param {() => void} does.onTrouble  the server has not answered, or answers again
   * @param {() => void} does.onGone  the server does not know the run
   */
  constructor({ next, receive, onTrouble, onGone }) {
    this.next = next;
    this.receive = receive;
    this.onTrouble = onTrouble;
    this.onGone = onGone;
    /** @type {((command: Command, signal: AbortSignal) => Promise<Uint8Array>) | null} */
    this.post = null;
    this.isBusy = false;
    /** How often the question on its way was lost. */
    this.lost = 0;
    /** Counts the runs that were spoken to: an answer of one before is not heard. */
    this.runs = 0;
  }

  /** Whether the server does not answer. */
  get isLost() {
    return this.lost > 1;
  }

  /** Whether it does not know the run. */
  get isGone() {
    return this.runs > 0 && this.post === null;
  }

  /**
   * Speak to a run from now on.
   *
   * @param {(command: Command, signal: AbortSignal) => Promise<Uint8Array>} post
   */
  open(post) {
    this.post = post;
    this.runs += 1;
    this.isBusy = false;
    this.lost = 0;
    this.poke();
  }

  /** There may be something to say. */
  poke() {
    if (this.isBusy || !this.post) return;
    const command = this.next();
    if (command) this.ask(command);
  }

  /** @param {Command} command */
  async ask(command) {
    const { post, runs } = this;
    if (!post) return;
    this.isBusy = true;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
    try {
      const answer = await Promise.race([post(command, abort.signal), aborted(abort.signal)]);
      if (runs !== this.runs) return;
      this.recovered();
      this.receive(answer, command); // what is to be said of it is said after it
      this.isBusy = false;
    } catch (error) {
      if (runs !== this.runs) return;
      if (error instanceof Gone) {
        this.post = null; // until the page brings another run
        this.isBusy = false;
        return this.onGone();
      }
      return this.askLater(error instanceof Refused ? null : command, runs);
    } finally {
      clearTimeout(timer);
    }
    this.poke();
  }

  recovered() {
    const wasLost = this.isLost;
    this.lost = 0;
    if (wasLost) this.onTrouble();
  }

  /**
   * @param {Command | null} command  null for what is to be said by then
   * @param {number} runs
   */
  askLater(command, runs) {
    const wait = Math.min(LATE_MS, SOON_MS * 2 ** this.lost);
    this.lost += 1;
    this.onTrouble();
    setTimeout(() => {
      if (runs !== this.runs) return;
      if (command) this.ask(command);
      else {
        this.isBusy = false;
        this.poke();
      }
    }, wait);
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<never>}
 */
function aborted(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("no answer")));
  });
}

/**
 * Return what asks the live route of the server.
 *
 * @param {string} address
 * @param {string} key
 */
export function postTo(address, key) {
  const url = new URL(address, window.location.origin);
  const headers = { authorization: `Bearer ${key}` };
  /**
   * @param {Command} command
   * @param {AbortSignal} signal
   */
  return async (command, signal) => {
    const body = JSON.stringify(command);
    const response = await fetch(url, { method: "POST", headers, body, signal });
    if (response.status === 404) throw new Gone();
    if (response.status === 400 || response.status === 413) throw new Refused();
    if (!response.ok) throw new Error(`the server said ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}
