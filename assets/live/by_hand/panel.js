// Backprop by hand: what is looked at (a weight or a unit, an example), and the tabs that show it.

import { el } from "../../shared/dom.js";
import { formatEpoch } from "../../shared/format.js";
import { digitsOf } from "../pictures.js";
import { Broken } from "./broken.js";
import { Chain } from "./chain.js";
import { Check } from "./check.js";
import { Doctor } from "./doctor.js";
import { digits, formula } from "./formula.js";
import { Steps } from "./steps.js";
import { Votes } from "./votes.js";

const AGAIN_MS = 1500; // a wish that was not heard is said again
const KEEP = 20; // looks that wait for their epoch
const [FEWEST, MOST, USUAL] = [2, 8, 4]; // digits that are shown
const ABOUT_WEIGHTS = ["votes", "check", "broken"]; // tabs that speak of one weight

export class HandPanel {
  /**
   * @param onLook  look -> void: the visitor wants to see something else
   * @param onSet   ({ field: value }, look) -> void: a setting is to change, and what is seen
   * @param onLight () -> void: the diagram has other things to light
   * @param onStep  () -> void: the run is to make an update
   * @param canStep () -> whether there is one to make
   */
  constructor({ onLook, onSet, onLight, onStep, canStep }) {
    Object.assign(this, { onLook, onSet, onLight });
    this.look = { number: 0, tab: "", index: 0, unit: null, example: 0, epsilon: 1e-4, answer: "" };
    this.n = USUAL;
    this.waiting = [];
    this.chain = new Chain((unit) => this.want({ unit }));
    this.steps = new Steps(() => onLight(), onStep, canStep);
    this.votes = new Votes((example) => this.want({ example }));
    this.check = new Check((epsilon) => this.want({ epsilon }));
    this.broken = new Broken(
      (set, look) => this.set(set, look),
      (answer) => this.want({ answer }),
    );
    this.doctor = new Doctor();
    this.tabs = [
      ["chain", "Chain rule", this.chain],
      ["steps", "Step through", this.steps],
      ["votes", "Votes", this.votes],
      ["check", "Check", this.check],
      ["broken", "Break it", this.broken],
      ["doctor", "Unit doctor", this.doctor],
    ].map(([name, label, part]) => ({
      name,
      part,
      button: el(
        "button",
        { type: "button", role: "tab", id: `gn-tab-${name}`, onclick: () => this.turnTo(name) },
        label,
      ),
    }));
    this.opener = el(
      "button",
      {
        type: "button",
        class: "gn-opener",
        "aria-expanded": "false",
        title: "Every factor of every gradient, with its number",
        onclick: () => this.toggle(),
      },
      "∂ Backprop by hand",
    );
    this.makeHead();
    this.body = el(
      "div",
      { class: "gn-hand-body", role: "tabpanel" },
      ...this.tabs.map(({ part }) => part.root),
    );
    this.root = el(
      "section",
      { class: "gn-hand", hidden: true, "aria-label": "Backprop by hand" },
      this.head,
      el(
        "div",
        { class: "gn-tab-row" },
        el(
          "div",
          { class: "gn-tabs", role: "tablist", "aria-label": "What to see" },
          ...this.tabs.map(({ button }) => button),
        ),
        el("label", {}, "digits ", this.precision, this.shownDigits),
      ),
      this.body,
    );
    this.root.addEventListener("keydown", (event) => this.key(event));
  }

  makeHead() {
    const select = (label, change) =>
      el("select", { "aria-label": label, onchange: ({ target }) => change(Number(target.value)) });
    this.layer = select("Layer of the weight", (layer) => this.choose({ layer, i: 0, j: 0 }));
    this.from = select("From", (i) => this.choose({ i }));
    this.to = select("To", (j) => this.choose({ j }));
    this.name = el("span", { class: "gn-hand-name" });
    this.words = el("span", { class: "gn-hand-words" });
    this.epoch = el("span", { class: "gn-hand-epoch" });
    this.w = el("b", { class: "gn-number", "aria-label": "weight" });
    this.slope = el("b", { class: "gn-number", "aria-label": "gradient" });
    this.numbers = el(
      "span",
      { class: "gn-hand-numbers" },
      el("i", {}, "w = "),
      this.w,
      el("i", {}, " ∂J/∂w = "),
      this.slope,
    );
    this.picture = el("span", { class: "gn-hand-picture" });
    this.example = el("input", {
      type: "number",
      min: 1,
      step: 1,
      "aria-label": "Example",
      title: "Its number among the training examples; a click on a point of the map chooses it",
      onchange: () => this.want({ example: Number(this.example.value) - 1 }),
    });
    this.of = el("span");
    this.all = el(
      "button",
      {
        type: "button",
        class: "gn-pill",
        title: "The gradient that a run in one batch takes",
        onclick: () => this.want({ example: this.look.example === null ? 0 : null }),
      },
      "all, summed",
    );
    this.precision = el("input", {
      type: "range",
      min: FEWEST,
      max: MOST,
      step: 1,
      value: USUAL,
      "aria-label": "Digits",
      title: "How many digits are shown",
      oninput: () => this.setDigits(Number(this.precision.value)),
    });
    this.shownDigits = el("output", {}, String(USUAL));
    const close = el(
      "button",
      {
        type: "button",
        class: "gn-close",
        "aria-label": "Close backprop by hand",
        title: "Close",
        onclick: () => this.toggle(),
      },
      "×",
    );
    this.head = el(
      "div",
      { class: "gn-hand-head" },
      el("div", { class: "gn-hand-title" }, this.name, this.words, this.numbers, this.epoch, close),
      el(
        "div",
        { class: "gn-hand-choice" },
        el("label", {}, "layer ", this.layer),
        el("label", {}, "from ", this.from),
        el("label", {}, "to ", this.to),
        el("label", {}, "example ", this.example),
        this.of,
        this.all,
        this.picture,
      ),
    );
  }

  get isOpen() {
    return this.look.tab !== "";
  }

  /** A new scene: what was looked at may not be there. */
  setScene(scene) {
    const first = this.scene === undefined;
    this.scene = scene;
    this.shown = null;
    this.waiting = [];
    this.votes.setScene(scene);
    if (first && scene.open_hand) this.look = { ...this.look, tab: "chain" };
    this.open();
  }

  open() {
    this.root.hidden = !this.isOpen;
    this.opener.setAttribute("aria-expanded", String(this.isOpen));
    this.root.closest(".gn-grid")?.classList.toggle("gn-with-hand", this.isOpen);
    for (const { name, part, button } of this.tabs) {
      const on = name === this.look.tab;
      part.root.hidden = !on;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
      if (on) this.body.setAttribute("aria-labelledby", button.id);
    }
  }

  toggle() {
    const tab = this.isOpen ? "" : (this.last ?? "chain");
    this.last = this.look.tab;
    this.want({ tab });
    if (tab) this.root.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  turnTo(tab) {
    this.want({ tab });
    if (tab === "steps") this.steps.next.focus(); // so that the arrow keys are for the stages
  }

  /** Look at something else. */
  want(change) {
    const moved = "tab" in change;
    if ("index" in change) change.unit = null;
    this.look = { ...this.look, ...change, number: this.look.number + 1 };
    if (moved) this.open();
    this.say();
    this.onLight();
  }

  /** Look at a weight or a unit that was clicked in the diagram. */
  pick(what) {
    const tab = this.isOpen ? this.look.tab : "chain";
    this.want({
      tab: "unit" in what && ABOUT_WEIGHTS.includes(tab) ? "chain" : tab,
      unit: null,
      ...what,
    });
  }

  /** Ask for settings to change, and for something else to be seen, in one breath. */
  set(set, look = {}) {
    this.look = { ...this.look, ...look, number: this.look.number + 1 };
    this.expect();
    this.onSet(set, this.look);
  }

  say() {
    this.expect();
    this.onLook(this.look);
  }

  /** Say it again if nothing comes of it. */
  expect() {
    this.said = performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.isOpen && this.root.isConnected && this.shown?.number !== this.look.number)
        this.say();
    }, AGAIN_MS);
  }

  /** Look at the parameter of this layer that leads from i to j, others as they are. */
  choose(change) {
    const { sizes, biases } = this.scene;
    const { unit } = this.shown;
    const now = unit ? { layer: unit[0], i: 0, j: unit[1] } : this.shown;
    const { layer, i, j } = { ...now, ...change };
    let start = 0;
    for (let l = 1; l < layer; l += 1) start += (sizes[l - 1] + (biases ? 1 : 0)) * sizes[l];
    // A layer's bias stands below its weights, as one row more.
    const row = i === null || i < 0 ? sizes[layer - 1] : i;
    this.want({ index: start + row * sizes[layer] + j });
  }

  /** Take what was looked at; it is shown from its epoch on, or at once where it is new. */
  receive(hand) {
    if (!this.isOpen) return;
    if (hand?.number !== this.look.number) {
      // Made before the wish was heard, or by a server that has forgotten it.
      if (!(performance.now() - this.said < AGAIN_MS)) this.say();
      return;
    }
    const fresh = this.shown?.number !== hand.number;
    this.waiting = fresh ? [] : [...this.waiting, hand].slice(-KEEP);
    if (fresh) this.show(hand);
  }

  /** A frame is painted: what is known of its epoch goes with it. */
  paint(frame, all) {
    const due = this.waiting.filter(({ epoch }) =>
      all ? epoch === frame.epoch : epoch <= frame.epoch,
    );
    if (!due.length) return;
    const hand = due[due.length - 1];
    this.waiting = this.waiting.filter((one) => one !== hand && (all || one.epoch > hand.epoch));
    if (hand !== this.shown) this.show(hand);
  }

  /** A fork or a jump: what waits for a later epoch is no more. */
  forget() {
    this.waiting = [];
  }

  show(hand) {
    this.shown = hand;
    const { n } = this;
    Object.assign(this.look, { index: hand.index, unit: hand.unit, example: hand.example });
    const isUnit = hand.unit !== null;
    this.name.replaceChildren(formula(hand.name));
    this.words.textContent = hand.words;
    this.epoch.textContent = `${this.scene.unit} ${formatEpoch(hand.epoch)}`;
    this.numbers.hidden = isUnit;
    this.w.textContent = digits(hand.w, n);
    this.slope.textContent = digits(hand.dJ_dw, n);
    this.numbers.classList.toggle("gn-wrong", hand.wrong);
    this.fillSelects(hand);
    this.example.max = hand.m;
    this.example.value = hand.example === null ? "" : hand.example + 1;
    this.of.textContent = `of ${hand.m.toLocaleString("en")}`;
    this.all.setAttribute("aria-pressed", String(hand.example === null));
    this.showPicture(hand);
    const { part } = this.tabs.find(({ name }) => name === hand.tab);
    part.show({ ...hand, side: this.scene.digits?.side }, n);
    this.root.dataset.epoch = hand.epoch;
    this.onLight();
  }

  fillSelects({ sizes, biases, layer, i, j, unit }) {
    [layer, j] = unit ?? [layer, j];
    const kind = `${sizes} ${biases} ${layer}`;
    if (kind !== this.kind) {
      this.kind = kind;
      const options = (count, name, more = []) => [
        ...Array.from({ length: count }, (_, k) => el("option", { value: k }, name(k))),
        ...more,
      ];
      this.layer.replaceChildren(
        ...sizes
          .slice(1)
          .map((_, k) =>
            el("option", { value: k + 1 }, k === sizes.length - 2 ? "output" : String(k + 1)),
          ),
      );
      this.from.replaceChildren(
        ...options(
          sizes[layer - 1],
          (k) => (layer === 1 ? (this.scene.inputs?.[k] ?? `x${k + 1}`) : String(k + 1)),
          biases ? [el("option", { value: -1 }, "1 (bias)")] : [],
        ),
      );
      this.to.replaceChildren(...options(sizes[layer], (k) => String(k + 1)));
    }
    this.layer.value = layer;
    this.from.value = unit ? "" : (i ?? -1);
    this.to.value = j;
  }

  showPicture({ picture }) {
    const side = this.scene.digits?.side;
    this.picture.replaceChildren(...(picture && side ? digitsOf(picture.pixels, side) : []));
    if (picture) this.picture.title = `a ${picture.labels[0]}`;
  }

  setDigits(n) {
    this.n = n;
    this.shownDigits.textContent = n;
    if (this.shown) this.show(this.shown);
  }

  /** Arrow keys go from tab to tab, where one has the focus. */
  key(event) {
    if (event.target.getAttribute("role") !== "tab" || !event.key.startsWith("Arrow")) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = this.tabs.findIndex(({ name }) => name === this.look.tab);
    const next = this.tabs[(at + by + this.tabs.length) % this.tabs.length];
    this.want({ tab: next.name });
    next.button.focus();
  }

  /** What the diagram is to light; null while the panel is closed. */
  get light() {
    const { shown, look } = this;
    if (!this.isOpen || !shown || shown.tab !== look.tab) return null;
    const stage = look.tab === "steps" ? this.steps.stage : null;
    const { layer, i, j } = shown;
    return {
      index: shown.unit ? null : shown.index,
      unit: shown.unit,
      place: { layer, i, j },
      wrong: shown.check?.wrong ?? [],
      stage,
      n: Math.min(this.n, 4),
    };
  }

  /** What is drawn over the points of the plane: the example, and the votes. */
  get marks() {
    const { shown, look } = this;
    if (!this.isOpen || !shown) return null;
    return { example: shown.example, votes: look.tab === "votes" ? shown.votes?.points : "" };
  }

  /** Whether the arrow keys are for the stages of an update. */
  get takesArrows() {
    return this.look.tab === "steps" && this.shown?.tab === "steps";
  }

  resize() {
    if (this.look.tab === "votes") this.votes.draw();
  }
}
