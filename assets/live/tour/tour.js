// A tour: a few stops that point at things on the page. It is offered once, and left at any time.

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { placeOf, stopsOn } from "./stops.js";

needStyle("tour.css", import.meta.url);

const KEY = "glassnet-tour"; // in the browser's storage: whether it was offered
const MARGIN = 6; // pixels from what is pointed at to the ring

export class Tour {
  /** @param {HTMLElement} root  of the stage, whose colors it takes */
  constructor(root) {
    this.root = root;
    /** @type {ReturnType<typeof stopsOn>} */
    this.stops = [];
    this.i = 0;
    /** @type {Element | null} What had the focus before. */
    this.before = null;
    this.ring = el("div", { class: "gn-tour-ring", "aria-hidden": "true" });
    this.title = el("h4", { id: "gn-tour-title" });
    this.text = el("p", { id: "gn-tour-text" });
    this.count = el("span");
    this.next = el("button", { type: "button", class: "gn-first", onclick: () => this.go(1) });
    this.card = el(
      "div",
      {
        class: "gn-tour-card",
        role: "dialog",
        "aria-labelledby": "gn-tour-title",
        "aria-describedby": "gn-tour-text",
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.press(event),
      },
      this.title,
      this.text,
      el(
        "div",
        { class: "gn-tour-buttons" },
        this.count,
        button(_("Leave"), () => this.leave()),
        this.next,
      ),
    );
    this.offered = el(
      "section",
      { class: "gn-tour-offer gn-tour-buttons", "aria-label": _("Tour") },
      el("p", {}, _("New here? Five things to know, in a minute.")),
      button(_("No, thanks"), () => this.withdraw()),
      el(
        "button",
        { type: "button", class: "gn-first", onclick: () => this.start() },
        _("Show me around"),
      ),
    );
    // Whoever does something of their own needs no tour: it would only cover what they look at.
    this.other = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(this.offered)) this.withdraw();
    };
    this.follow = () => this.place();
  }

  /** Offer the tour, unless that was done before in this browser. */
  offer() {
    if (wasOffered()) return;
    this.root.append(this.offered);
    document.addEventListener("click", this.other, true);
  }

  withdraw() {
    document.removeEventListener("click", this.other, true);
    this.offered.remove();
  }

  start() {
    this.withdraw();
    this.before = document.activeElement;
    this.stops = stopsOn(document, isSeen);
    this.i = 0;
    if (!this.stops.length) return;
    this.root.append(this.ring, this.card);
    for (const name of ["scroll", "resize"]) window.addEventListener(name, this.follow, true);
    this.show();
  }

  /** @param {number} by */
  go(by) {
    this.i = Math.max(0, this.i + by);
    if (this.i >= this.stops.length) this.leave();
    else this.show();
  }

  show() {
    const { title, text, target } = this.stops[this.i];
    this.title.textContent = _(title);
    this.text.textContent = _(text);
    const [i, n] = [this.i + 1, this.stops.length];
    this.count.textContent = _("{i} of {n}", { i, n });
    this.next.textContent = i < n ? _("Next") : _("Done");
    target.scrollIntoView({ block: "nearest" });
    this.place();
    this.next.focus({ preventScroll: true });
  }

  place() {
    const target = this.stops[this.i]?.target;
    if (!target) return;
    const { left, top, width, height } = target.getBoundingClientRect();
    Object.assign(this.ring.style, {
      left: `${left - MARGIN}px`,
      top: `${top - MARGIN}px`,
      width: `${width + 2 * MARGIN}px`,
      height: `${height + 2 * MARGIN}px`,
    });
    const view = { width: window.innerWidth, height: window.innerHeight };
    const card = { width: this.card.offsetWidth, height: this.card.offsetHeight };
    const place = placeOf({ left, top, width, height }, card, view);
    Object.assign(this.card.style, { left: `${place.left}px`, top: `${place.top}px` });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    /** @type {Record<string, () => void>} */
    const does = {
      Escape: () => this.leave(),
      ArrowRight: () => this.go(1),
      ArrowLeft: () => this.go(-1),
    };
    if (!does[event.key]) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows step through the run elsewhere
    does[event.key]();
  }

  leave() {
    for (const name of ["scroll", "resize"]) window.removeEventListener(name, this.follow, true);
    this.ring.remove();
    this.card.remove();
    if (this.before instanceof HTMLElement) this.before.focus({ preventScroll: true });
  }
}

/**
 * @param {string} label
 * @param {() => void} does
 */
function button(label, does) {
  return el("button", { type: "button", onclick: does }, label);
}

/** @param {Element} element */
function isSeen(element) {
  const { width, height, left, right } = element.getBoundingClientRect();
  return width > 0 && height > 0 && right > 0 && left < window.innerWidth;
}

/** Say whether the tour was offered before, and note that it is now. */
function wasOffered() {
  try {
    const was = window.localStorage.getItem(KEY) !== null;
    window.localStorage.setItem(KEY, "offered");
    return was;
  } catch {
    return true; // where nothing can be kept, it would come with every visit
  }
}
