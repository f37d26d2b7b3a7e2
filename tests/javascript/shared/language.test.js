import assert from "node:assert/strict";
import test from "node:test";
import { _, N_, ngettext, useCatalogue, withElements } from "../../../assets/shared/language.js";

test("without a catalogue texts are English, with values in place of their names", () => {
  assert.equal(_("epoch {epoch} of {end}", { epoch: 3, end: "1k" }), "epoch 3 of 1k");
  assert.equal(_("{n} and {n}", { n: 0 }), "0 and 0");
  assert.equal(_("no {value}"), "no {value}");
  assert.equal(ngettext("{n} layer", "{n} layers", 1, { n: 1 }), "1 layer");
  assert.equal(ngettext("{n} layer", "{n} layers", 0, { n: 0 }), "0 layers");
});

test("a value is put in as it is, whatever stands in it", () => {
  assert.equal(_("{name}: {value}", { name: "{value}", value: "$&" }), "{value}: $&");
});

test("a text is found by what was marked, and what the catalogue lacks stays English", (t) => {
  t.after(() => useCatalogue({}));
  const name = N_("Play");
  useCatalogue({ Play: "Start", "{n} layer": ["{n} Schicht", "{n} Schichten"], odd: ["a", "b"] });
  assert.equal(name, "Play");
  assert.equal(_(name), "Start");
  assert.equal(_("Pause"), "Pause");
  assert.equal(_("odd"), "odd");
  assert.equal(ngettext("{n} layer", "{n} layers", 1, { n: 1 }), "1 Schicht");
  assert.equal(ngettext("{n} layer", "{n} layers", 2, { n: 2 }), "2 Schichten");
});

test("elements stand where the translation has their names", () => {
  const elements = { sum: { number: 1 }, total: { number: 2 } };
  assert.deepEqual(withElements("{total}, of which {sum}.", elements), [
    elements.total,
    ", of which ",
    elements.sum,
    ".",
  ]);
  assert.deepEqual(withElements("nothing {else}", elements), ["nothing ", "{else}"]);
});

/**
 * Load a document's language, by a module that has loaded none yet.
 *
 * @param {string} lang
 * @param {() => Promise<Response>} fetched
 */
async function loaded(lang, fetched) {
  /** @type {string[]} */
  const asked = [];
  const had = { fetch: globalThis.fetch, document: globalThis.document };
  const document = { documentElement: { lang } };
  /** @param {string} url */
  const fetch = async (url) => {
    asked.push(String(url));
    return fetched();
  };
  Object.assign(globalThis, { document, fetch });
  try {
    const address = `../../../assets/shared/language.js?${lang}${Math.random()}`;
    const fresh = await import(address);
    await Promise.all([fresh.loadLanguage(), fresh.loadLanguage()]);
    return { play: fresh._("Play"), asked };
  } finally {
    Object.assign(globalThis, had);
  }
}

const GERMAN = async () => new Response(JSON.stringify({ Play: "Start" }));

test("English asks for no catalogue, another language for its own, once", async () => {
  for (const english of ["en", "en-GB", ""])
    assert.deepEqual(await loaded(english, GERMAN), { play: "Play", asked: [] });
  const { play, asked } = await loaded("de", GERMAN);
  assert.equal(play, "Start");
  assert.equal(asked.length, 1);
  assert.match(asked[0], /\/assets\/languages\/de\.json$/);
});

test("a language's name leads nowhere else", async () => {
  const { asked } = await loaded("../../x", GERMAN);
  assert.match(asked[0], /\/assets\/languages\/\.\.%2F\.\.%2Fx\.json$/);
});

test("a catalogue that does not come leaves texts in English", async () => {
  const failures = [
    async () => new Response("", { status: 404 }),
    async () => new Response("<html>"),
    () => Promise.reject(new TypeError("the line is down")),
  ];
  for (const failure of failures) assert.equal((await loaded("de", failure)).play, "Play");
});
