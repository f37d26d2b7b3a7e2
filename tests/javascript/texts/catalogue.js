// Prints a catalogue of all texts of assets/, each between ⟦ and ⟧, so that a browser's test sees which
// do not go through it.

import { catalogueOf } from "./marked.js";
import { modulesOfAssets } from "./parsing.js";

const catalogues = modulesOfAssets().map((module) => catalogueOf(module, (text) => `⟦${text}⟧`));
process.stdout.write(JSON.stringify(Object.assign({}, ...catalogues)));
