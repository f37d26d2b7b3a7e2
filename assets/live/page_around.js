// The page around the stage, which Streamlit draws: what it is asked to do.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { LaneAction, Mounted, Sketch } from "./types.d.ts" */

const FIND_MS = 2000; // between two requests for a run in place of one that has gone

export class PageAround {
  /** @param {Component<Mounted>} component */
  constructor(component) {
    this.component = component;
    this.count = 0; // of what it was asked to do
    this.redrawn = ""; // what it was last asked to be drawn for
    this.isLeaving = false; // whether a link to another page was followed, or one has gone back
    document.addEventListener("click", (event) => this.followed(event), true);
    // The address is another one already, and the page that it is for is yet to be drawn: to write the
    // epoch of this one into it, or to ask for a redraw, would spoil that.
    window.addEventListener("popstate", () => {
      this.isLeaving = true;
    });
  }

  /**
   * It has been drawn.
   *
   * @param {Component<Mounted>} component
   */
  receive(component) {
    this.component = component;
    this.isLeaving = false;
  }

  /**
   * Undo or redo a change of settings.
   *
   * @param {"undo" | "redo"} action
   */
  undo(action) {
    this.count += 1;
    this.component.setTriggerValue(action, this.count);
  }

  /**
   * Do something with a lane.
   *
   * @param {LaneAction} action
   */
  arrange(action) {
    this.count += 1;
    this.component.setTriggerValue("lanes", { n: this.count, ...action });
  }

  /**
   * Give the page what the visitor has predicted.
   *
   * @param {Pick<Sketch, "kind" | "points">} sketch
   */
  sketch({ kind, points }) {
    this.count += 1;
    this.component.setTriggerValue("sketch", { n: this.count, kind, points });
  }

  /**
   * Show a kept run of this page beside the present one.
   *
   * @param {string} address
   */
  compareWith(address) {
    this.count += 1;
    this.component.setTriggerValue("lanes", { n: this.count, do: "beside", address });
  }

  /**
   * Have the page drawn for what it does not show yet, once.
   *
   * @param {string} stale
   */
  redraw(stale) {
    const isNew = stale !== this.redrawn;
    this.redrawn = stale;
    // Streamlit forgets that it was asked for another page where this comes right after.
    if (isNew && stale && !this.isLeaving) this.component.setTriggerValue("redraw", stale);
  }

  /**
   * The run has gone, as when the server was started again: have the page bring another. Streamlit
   * may not be connected yet, so it is asked until a run is there.
   *
   * @param {() => boolean} isNeeded
   */
  findRun(isNeeded) {
    if (this.isLeaving || !isNeeded()) return;
    this.component.setTriggerValue("redraw", "gone");
    setTimeout(() => this.findRun(isNeeded), FIND_MS);
  }

  /**
   * Something was clicked, which may be a link to another page.
   *
   * @param {MouseEvent} event
   */
  followed({ target, ctrlKey, metaKey, shiftKey }) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || ctrlKey || metaKey || shiftKey) return;
    if (link.target !== "_blank" && link.pathname !== window.location.pathname)
      this.isLeaving = true;
  }
}
