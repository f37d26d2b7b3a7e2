// Style sheets: each lies beside the module that needs it.

/**
 * Address of a sheet -> when it has been loaded. What all build on comes first, so that they may
 * overrule it.
 *
 * @type {Map<string, Promise<unknown> | null>}
 */
const sheets = new Map([[new URL("base.css", import.meta.url).href, null]]);

/**
 * Declare the style sheet that a module needs, once its component is shown.
 *
 * @param {string} name  of the file
 * @param {string} module  address of the module that it lies beside
 */
export function needStyle(name, module) {
  const { href } = new URL(name, module);
  if (!sheets.has(href)) sheets.set(href, null);
}

/** Load all sheets that were declared, each once; resolves when all are there, or have failed. */
export function loadStyles() {
  for (const [href, loaded] of sheets) if (!loaded) sheets.set(href, load(href));
  return Promise.all(sheets.values());
}

/** @param {string} href */
function load(href) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}
