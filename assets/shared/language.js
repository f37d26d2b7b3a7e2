// The one function that every visible text goes through, so that it can be translated. A text is
// written in English where it is shown, with a name in braces for each value that is put in:
// _("epoch {epoch}", { epoch }). The tools of gettext find the texts by the names of the functions.

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
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
