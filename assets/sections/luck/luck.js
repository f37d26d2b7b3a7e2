// Many networks that differ in their seeds: their costs, the variance, a small picture of each.

/** @import { Component } from "../../shared/types.d.ts" */
/** @import { Luck } from "./types.d.ts" */

import { floats } from "../../live/protocol.js";
import { el } from "../../shared/dom.js";
import { loadLanguage } from "../../shared/language.js";
import { loadStyles, needStyle } from "../../shared/styles.js";
import { Lines } from "./lines.js";
import { SmallPictures } from "./small_pictures.js";
import { varianceBar } from "./variance.js";

needStyle("luck.css", import.meta.url);

/** @type {WeakMap<HTMLElement, Section>} Of the elements that Streamlit gives. */
const sections = new WeakMap();

class Section {
  /** @param {Component<string>} component */
  constructor(component) {
    this.component = component;
    this.shown = "";
    this.lines = new Lines();
    this.pictures = new SmallPictures({
      open: (number) => {
        this.component.setTriggerValue("open", number);
        document.querySelector("[data-testid=stage]")?.scrollIntoView({ behavior: "smooth" });
      },
      mark: (number) => this.lines.mark(number),
    });
    this.variance = el("div", {});
    component.parentElement.append(
      el(
        "div",
        { class: "gn-luck" },
        el("div", {}, this.lines.root, this.variance),
        this.pictures.root,
      ),
    );
  }

  /** @param {Component<string>} component */
  show(component) {
    this.component = component;
    if (component.data === this.shown) return;
    this.shown = component.data;
    /** @type {Luck} */
    const luck = JSON.parse(component.data);
    this.lines.show(luck, floats(luck.curves));
    this.variance.replaceChildren(varianceBar(luck.variance));
    this.pictures.show(luck);
  }
}

/** @param {Component<string>} component */
export default async function mount(component) {
  await Promise.all([loadStyles(), loadLanguage()]);
  const { parentElement } = component;
  const section = sections.get(parentElement) ?? new Section(component);
  sections.set(parentElement, section);
  section.show(component);
}
