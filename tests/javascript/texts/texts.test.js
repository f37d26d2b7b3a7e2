import assert from "node:assert/strict";
import test from "node:test";
import { catalogueOf, faultsOf } from "./marked.js";
import { missing, modulesOf, modulesOfAssets } from "./parsing.js";
import { straysIn } from "./stray.js";

const options = { skip: missing };
const assets = missing ? [] : modulesOfAssets();

/** @type {Record<string, Record<string, string>>} Module -> string -> why it is no text of a language. */
const NO_TEXT = {
  "controls/cards.js": {
    "{} { border-color: {}; box-shadow: inset 0 4px 0 {}; }": "a style",
    '{} p:first-child > strong::after { content: " ✓"; color: var(--gn-right); }': "a style",
  },
  "live/by_hand/formula.js": { '<math xmlns="{}">{}</math>': "MathML" },
  "live/channel.js": { "Bearer {}": "a header of HTTP" },
  "live/network/drawing.js": { "'Source Sans', sans-serif": "a font" },
  "live/plane/choices.js": { "glassnet plane {}": "a name in the browser's storage" },
  "live/result_line.js": {
    "Glassnet result:": "the beginning of a line that app/claims reads",
    "{} epoch={}{} at {} on {}": "the rest of it",
  },
  "live/picture.js": { lost: "what a sentence of the live region is about" },
  "shared/keys.js": {
    "button, a, summary, input, textarea, select, [contenteditable], [role=slider], [role=option], ":
      "a selector",
  },
};

test("every string that is shown goes through a function of language.js", options, () => {
  const found = assets.flatMap((module) =>
    straysIn(module)
      .filter((text) => !NO_TEXT[module.name]?.[text])
      .map((text) => `${module.name}: ${text}`),
  );
  assert.deepEqual(found, []);
});

test("the list of strings that are no text holds none that is not there", options, () => {
  const there = new Map(assets.map((module) => [module.name, straysIn(module)]));
  const listed = Object.entries(NO_TEXT).flatMap(([name, texts]) =>
    Object.keys(texts).map((text) => ({ name, text })),
  );
  const gone = listed.filter(({ name, text }) => !there.get(name)?.includes(text));
  assert.deepEqual(gone, []);
});

test("every text can be found by gettext's tools and has a value for each name", options, () => {
  assert.deepEqual(assets.flatMap(faultsOf), []);
});

test("what a page mounts and shows texts loads the language first", options, () => {
  const mounted = assets.filter(
    ({ tree }) =>
      /export default async function mount/.test(tree.text) && /loadStyles\(\)/.test(tree.text),
  );
  assert.ok(mounted.length >= 5);
  const late = mounted.filter(
    ({ tree }) => !/await Promise\.all\(\[loadStyles\(\), loadLanguage\(\)\]\)/.test(tree.text),
  );
  assert.deepEqual(
    late.map(({ name }) => name),
    [],
  );
});

/** @type {[code: string, strays: string[]][]} */
const STRAYS = [
  ['el("p", { class: "gn-a gn-b", title: "Back" }, "cost")', ["Back", "cost"]],
  ['el("p", { title: _("Back") }, _("cost"), " · ")', []],
  [`node.textContent = \`\${n} of \${m}\``, ["{} of {}"]],
  ['node.textContent = n ? "one" : _("two")', ["one"]],
  ['node.setAttribute("aria-label", "Back"); node.setAttribute("role", "status of it")', ["Back"]],
  ['const TABLE = [["first", "First 100"]]', ["First 100"]],
  ['const TABLE = [["first", N_("First 100")]]', []],
  ['context.fillText("here", 0, 0); context.font = "12px Source Sans"', ["here"]],
  ['if (name === "of a") throw new Error("it is not there")', []],
  [`node.querySelector("button, a, summary"); node.style.top = \`\${a} calc\``, []],
  ['region.say("lost", "The server is gone")', ["lost", "The server is gone"]],
];

test("a string that is shown is found, and no other", options, () => {
  const modules = modulesOf(STRAYS.map(([code]) => code));
  for (const [i, [code, strays]] of STRAYS.entries())
    assert.deepEqual(straysIn(modules[i]), strays, code);
});

/** @type {[code: string, fault: RegExp | null][]} */
const FAULTS = [
  ['const f = () => _("of {m}", { m: 1 });', null],
  ['const f = () => _("of {m}", { n: 1 });', /no value for \{m\}/],
  ['const f = () => _("of", { n: 1 });', /no place for n/],
  ['const f = () => _("of {m}");', /no value for \{m\}/],
  ['const f = () => withElements(_("of {m}"), { m: node });', null],
  ['const f = () => ngettext("one", "{n} of them", n, { n });', null],
  ['const f = (a) => _(a ? "one" : "two");', /do not find/],
  [`const f = (a) => _(\`one \${a}\`);`, /do not find/],
  ["const f = (a) => _(a ? TEXTS.one : TEXTS.two);", null],
  ['const NAME = _("Play");', /N_/],
  ['const NAME = N_("Play");', null],
];

test("a text that cannot be translated is found", options, () => {
  const modules = modulesOf(FAULTS.map(([code]) => code));
  for (const [i, [code, fault]] of FAULTS.entries()) {
    const found = faultsOf(modules[i]);
    if (fault) assert.match(found.join(), fault, code);
    else assert.deepEqual(found, [], code);
  }
});

test("the catalogue of a module has its texts, and both of a plural", options, () => {
  const code = 'const f = () => [_("a " + "b"), ngettext("one", "more", 2)]; const T = N_("c");';
  const found = catalogueOf(modulesOf([code])[0], (text) => text.toUpperCase());
  assert.deepEqual(found, { "a b": "A B", one: ["ONE", "MORE"], c: "C" });
});
