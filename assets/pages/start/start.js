// The start page: one sentence, a film that plays by itself, and the path through the pages.

/** @import { Component } from "../../shared/types.d.ts" */
/** @import { FilmData, Start } from "./types.d.ts" */

import { el } from "../../shared/dom.js";
import { _, loadLanguage } from "../../shared/language.js";
import { loadStyles, needStyle } from "../../shared/styles.js";
import { themeChanges } from "../../shared/theme.js";
import { Cards } from "./cards.js";
import { Film } from "./film.js";
import { Hero } from "./hero.js";
import { colorKey, numbers } from "./legend.js";
import { progress, seen } from "./progress.js";
import { Reel } from "./reel.js";

needStyle("start.css", import.meta.url);

const LEFT_MS = 1000;

/** @type {StartPage | null} One, put back wherever Streamlit wants it next. */
let page = null;

/** @param {Component<Start>} component */
export default async function mount({ data, parentElement }) {
  // All at once: on a slow line each wait counts.
  const film = json(data.film);
  await Promise.all([loadStyles(), loadLanguage()]);
  if (!page?.root.isConnected) {
    page?.close();
    page = new StartPage(data, await film);
    parentElement.append(page.root);
    page.open(json(data.thumbnails));
  }
  page.themed();
  const shown = page;
  return () => setTimeout(() => shown.root.isConnected || shown.close(), LEFT_MS);
}

/** @param {string} address */
async function json(address) {
  return (await fetch(address)).json();
}

class StartPage {
  /**
   * @param {Start} start
   * @param {FilmData} data
   */
  constructor(start, data) {
    const names = seen();
    this.data = data;
    this.film = new Film(data);
    this.numbers = numbers(this.film);
    this.hero = new Hero(this.film, start.colors, (i) => this.show(i));
    const still = wantsStill();
    this.reel = new Reel(this.hero, still ? this.film.n - 1 : 0);
    this.playing = !still;
    this.isInView = true;
    this.cards = new Cards(start, names);
    this.button = el("button", {
      type: "button",
      class: "gn-film-button",
      onclick: () => this.toggle(),
    });
    this.root = el(
      "div",
      { class: "gn-stage gn-start", "data-testid": "start", "data-pictures": 0 },
      el(
        "section",
        { class: "gn-hero" },
        el(
          "div",
          { class: "gn-words" },
          el("h1", {}, _("See a neural network learn.")),
          el(
            "p",
            {},
            _(
              "Each small picture shows what a unit responds to, each line is a weight. Watch the " +
                "boundary bend around the points, then change whatever you like.",
            ),
          ),
          el("div", { class: "gn-doors" }, ...doors(start, names)),
          this.numbers.root,
          colorKey(start.colors),
        ),
        el(
          "figure",
          { class: "gn-film" },
          this.hero.network,
          this.hero.map,
          el("div", { class: "gn-film-bar" }, this.button),
        ),
      ),
      this.cards.root,
    );
    this.isThemeNew = themeChanges(this.root);
    this.pictures = 0;
    this.onVisibility = () => this.run();
  }

  /**
   * Begin to play.
   *
   * @param {Promise<Record<string, import("./types.d.ts").ThumbnailData>>} thumbnails
   */
  async open(thumbnails) {
    this.reel.draw();
    new ResizeObserver(() => this.draw()).observe(this.root);
    new IntersectionObserver(([{ isIntersecting }]) => {
      this.isInView = isIntersecting;
      this.run();
    }).observe(this.hero.map);
    document.addEventListener("visibilitychange", this.onVisibility);
    this.run();
    this.cards.fill({ ...(await thumbnails), moons: { kind: "film", ...this.data } });
  }

  /** Stop, as the page is left. */
  close() {
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.reel.run(false);
    this.cards.close();
  }

  themed() {
    if (this.isThemeNew()) this.draw();
  }

  draw() {
    this.reel.draw();
    this.cards.draw();
  }

  toggle() {
    this.playing = !this.playing;
    // Play at the end begins again.
    if (this.playing && this.reel.i === this.film.n - 1) this.reel.i = 0;
    this.run();
  }

  /** Let everything move, or stand. */
  run() {
    const { root } = this;
    const may = this.playing && !document.hidden;
    this.reel.run(may && this.isInView);
    this.cards.run(may);
    root.dataset.status = this.reel.runs ? "playing" : "paused";
    this.button.textContent = this.playing ? _("❚❚ Pause") : _("▶ Play");
  }

  /** @param {number} i */
  show(i) {
    this.numbers.show(i);
    this.pictures += 1;
    this.root.dataset.pictures = String(this.pictures);
    this.root.dataset.epoch = String(this.data.epochs[i]);
  }
}

/**
 * Return the buttons: into the lab, back to where one was, and to what is there for a class.
 *
 * @param {Start} start
 * @param {string[]} names  of the pages that were seen
 */
function doors({ path, yours }, names) {
  const { last } = progress(path, names);
  const back = last
    ? [
        el(
          "a",
          { class: "gn-door", href: last.address },
          _("Go on with {page}", { page: last.title }),
        ),
      ]
    : [];
  const teach = el(
    "button",
    { type: "button", class: "gn-door", onclick: showTeachers },
    _("I teach"),
  );
  return [el("a", { class: "gn-door gn-first", href: yours }, _("Make it yours")), ...back, teach];
}

/** Scroll to the section for teachers, where the keyboard then goes on. */
function showTeachers() {
  const section = document.querySelector(".st-key-for-teachers");
  if (!(section instanceof HTMLElement)) return;
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView({ behavior: wantsStill() ? "auto" : "smooth" });
}

/** Whether the visitor has asked for no motion. */
function wantsStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
