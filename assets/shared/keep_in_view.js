// A row that stays in view while the page is scrolled: where its own place has left the window, it
// is fixed below the page's header.

import { el } from "./dom.js";

/** Streamlit's bar over the page; without it the row goes to the window's edge. */
const HEADER = "[data-testid=stHeader]";

/**
 * Put a row into a place of its own, which keeps its height while the row is elsewhere.
 *
 * @param {HTMLElement} row
 * @param {string} className  of the place
 */
export function keepInView(row, className) {
  const place = el("div", { class: className }, row);
  const update = () => {
    const { bottom, left, width } = place.getBoundingClientRect();
    const top = document.querySelector(HEADER)?.getBoundingClientRect().bottom ?? 0;
    const isAway = width > 0 && bottom < top;
    if (!isAway) {
      row.classList.remove("gn-stuck");
      row.removeAttribute("style");
      place.style.minHeight = "";
      return;
    }
    if (!row.classList.contains("gn-stuck")) place.style.minHeight = `${place.offsetHeight}px`;
    row.classList.add("gn-stuck");
    Object.assign(row.style, { top: `${top}px`, left: `${left}px`, width: `${width}px` });
    // Some browsers fix it to the stage, which is a container, and not to the window.
    const seen = row.getBoundingClientRect();
    const [down, right] = [top - seen.top, left - seen.left];
    if (Math.abs(down) + Math.abs(right) > 1)
      Object.assign(row.style, { top: `${top + down}px`, left: `${left + right}px` });
  };
  document.addEventListener("scroll", update, { capture: true, passive: true });
  new ResizeObserver(update).observe(place);
  return place;
}
