// What the tour points at, in order, as records: where it is, and what is said of it. A stop whose
// place is not on the page is left out, so that one table serves all live pages.

import { N_ } from "../../shared/language.js";

/**
 * @typedef {object} Stop
 * @property {string} name
 * @property {string} at  selector, in the document
 * @property {string} title
 * @property {string} text
 */

/** @type {Stop[]} */
export const STOPS = [
  {
    name: "play",
    at: ".gn-stage .gn-buttons",
    title: N_("Play"),
    text: N_(
      "The network learns while you watch. The space bar plays and pauses, the arrows step.",
    ),
  },
  {
    name: "network",
    at: ".gn-stage .gn-network",
    title: N_("The network"),
    text: N_(
      "Each picture shows what a unit responds to, each line is a weight: its color is the sign, its " +
        "width the size. Point at one to follow it.",
    ),
  },
  {
    name: "output",
    at: ".gn-stage .gn-boundary",
    title: N_("What it says"),
    text: N_(
      "This is the network's answer for every possible input. The white border is where it is undecided.",
    ),
  },
  {
    name: "drawing",
    at: ".gn-stage .gn-pad",
    title: N_("Draw a digit"),
    text: N_(
      "Draw one yourself, and see which hidden units light up and what the network takes it for.",
    ),
  },
  {
    name: "cost",
    at: ".gn-stage .gn-cost",
    title: N_("The cost J"),
    text: N_(
      "One number for how wrong the network is. Learning means making it smaller, step by step.",
    ),
  },
  {
    name: "controls",
    at: "[data-testid=stSidebar] .stSlider, [data-testid=stExpandSidebarButton]",
    title: N_("Change anything"),
    text: N_(
      "The learning rate and the optimizer act at once, while it learns too. Another network, or " +
        "other data, begin again. Try it, and see what becomes of it.",
    ),
  },
];

/**
 * Return the stops that can be shown, each with the element that it points at.
 *
 * @param {ParentNode} page
 * @param {(element: Element) => boolean} isSeen
 * @param {Stop[]} [stops]
 */
export function stopsOn(page, isSeen, stops = STOPS) {
  return stops.flatMap((stop) => {
    const target = [...page.querySelectorAll(stop.at)].find(isSeen);
    return target ? [{ ...stop, target }] : [];
  });
}

/**
 * Return where a card stands beside what it points at, within the window.
 *
 * Below it if there is room, else above it, else over its lower edge.
 *
 * @param {{ left: number, top: number, width: number, height: number }} target
 * @param {{ width: number, height: number }} card
 * @param {{ width: number, height: number }} view
 * @param {number} [gap]
 */
export function placeOf(target, card, view, gap = 14) {
  const center = target.left + target.width / 2 - card.width / 2;
  const left = Math.max(gap, Math.min(center, view.width - card.width - gap));
  const below = target.top + target.height + gap;
  const above = target.top - card.height - gap;
  const lowest = Math.max(gap, view.height - card.height - gap);
  if (below <= lowest) return { left, top: below };
  return { left, top: above >= gap ? above : lowest };
}
