// News of a room, asked for again as soon as they have come, for as long as somebody listens.

/** @import { RoomState } from "./types.d.ts" */

import { ask, Outside } from "./ask.js";

const [SOON_MS, LATE_MS] = [500, 5000]; // until a lost question is asked again, longer each time

export class Listening {
  /**
   * @param {string} route
   * @param {object} does
   * @param {(state: RoomState) => void} does.hear
   * @param {() => void} does.outside  the room is over, or one was sent away
   * @param {(isAway: boolean) => void} does.away  the server does not answer, or answers again
   */
  constructor(route, { hear, outside, away }) {
    this.route = route;
    this.hear = hear;
    this.outside = outside;
    this.away = away;
    this.lost = 0;
    this.events = 0;
    this.isAway = false; // whether the server says that its store is
    this.isOver = false;
  }

  /** Listen until `end` is called. */
  async begin() {
    while (!this.isOver) {
      try {
        const { events, isAway } = this;
        const answer = await ask(this.route, "state", { events, isAway });
        /** @type {RoomState} */
        const state = await answer.json();
        if (this.isOver) return;
        if (this.lost > 1) this.away(false);
        this.lost = 0;
        this.events = state.events;
        if (state.isAway !== isAway) this.away(state.isAway);
        this.isAway = state.isAway;
        this.hear(state);
      } catch (error) {
        if (this.isOver) return;
        if (error instanceof Outside) {
          this.isOver = true;
          this.outside();
          return;
        }
        const wait = Math.min(LATE_MS, SOON_MS * 2 ** this.lost);
        this.lost += 1;
        if (this.lost === 2) this.away(true);
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  }

  end() {
    this.isOver = true;
  }
}
