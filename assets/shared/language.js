// The one function that every visible text goes through, so that it can be translated. A text is
// written in English where it is shown, with a name in braces for each value that is put in:
// _("epoch {epoch}", { epoch }). A text of a table is made when its module is read, before the
// catalogue is there: it is marked, N_("Play"), and goes through _ where it is shown. The tools of
// gettext find the texts by the names of the functions.

/** @typedef {Record<string, string | string[]>} Catalogue  English text -> translation, or its plurals */

/** @type {Catalogue} */
let catalogue = {};

/**
 * Translate by a catalogue from now on.
 *
 * @param {Catalogue} texts
 */
export function useCatalogue(texts) {
  catalogue = texts;
}

/** @type {Promise<void> | undefined} */
let loading;

/**
 * Load the catalogue of the language that the document names, once; who shows texts awaits it before
 * they are made. English has none, so that nothing is asked for. Where it does not come, texts stay
 * English.
 */
export function loadLanguage() {
  loading ??= load(document.documentElement.lang);
  return loading;
}

/** @param {string} language */
async function load(language) {
  if (!language || language.split("-")[0] === "en") return;
  const name = encodeURIComponent(language);
  try {
    const answer = await fetch(new URL(`../languages/${name}.json`, import.meta.url));
    if (answer.ok) useCatalogue(await answer.json());
  } catch {
    // The line is down, or what came is no catalogue.
  }
}

/**
 * Mark a text that is translated where it is shown, and return it as it is.
 *
 * @template {string} Text
 * @param {Text} text
 */
export function N_(text) {
  return text;
}

/**
 * Return a text in the language in force, with values in place of their names.
 *
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function _(text, values = {}) {
  const found = catalogue[text];
  return filled(typeof found === "string" ? found : text, values);
}

/**
 * Return the text for a number: one for 1, and one for all others.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function ngettext(one, many, n, values = {}) {
  const found = catalogue[one];
  const texts = Array.isArray(found) ? found : [one, many];
  return filled(n === 1 ? texts[0] : texts[1], values);
}

/**
 * Return a translated text in parts, with elements in place of their names.
 *
 * @template Element
 * @param {string} text
 * @param {Record<string, Element>} elements
 * @returns {(Element | string)[]}
 */
export function withElements(text, elements) {
  return text
    .split(/\{(\w+)\}/)
    .map((part, i) => (i % 2 ? (elements[part] ?? `{${part}}`) : part))
    .filter((part) => part !== "");
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
