// Syntax trees of modules, by TypeScript's own parser. Its interface is called unstable: the version
// is pinned in package.json.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** @typedef {any} Node  of a syntax tree */
/** @typedef {{ name: string, tree: Node }} Module  `name` is its path in assets/ */

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PACKAGES = `${ROOT}.venv/javascript/package.json`;

/** Why there is no parser; false if there is one. */
export const missing = !existsSync(PACKAGES) && "TypeScript is not there: `make lint` installs it";

const load = createRequire(PACKAGES);

/** @type {Record<string, number>} */
export const Kind = missing ? {} : load("typescript/unstable/ast").SyntaxKind;

/**
 * Return the modules of assets/.
 *
 * @returns {Module[]}
 */
export function modulesOfAssets() {
  return parse({ cwd: ROOT }, ROOT);
}

/**
 * Return modules with these texts.
 *
 * @param {string[]} texts
 * @returns {Module[]}
 */
export function modulesOf(texts) {
  const files = Object.fromEntries(texts.map((text, i) => [`/assets/${i}.js`, text]));
  const config = { compilerOptions: { allowJs: true }, files: Object.keys(files) };
  const all = { "/tsconfig.json": JSON.stringify(config), ...files };
  const fs = load("typescript/unstable/fs").createVirtualFileSystem(all);
  const found = parse({ cwd: "/", fs }, "/");
  return texts.map((_, i) => found.filter(({ name }) => name === `${i}.js`)[0]);
}

/**
 * @param {object} options
 * @param {string} root
 * @returns {Module[]}
 */
function parse(options, root) {
  const { API } = load("typescript/unstable/sync");
  const api = new API(options);
  const snapshot = api.updateSnapshot({ openProjects: [`${root}tsconfig.json`] });
  const { program } = snapshot.getProjects()[0];
  const assets = `${root}assets/`;
  /** @type {string[]} */
  const names = program.getSourceFileNames();
  const found = names
    .filter((name) => name.startsWith(assets) && name.endsWith(".js"))
    .map((name) => ({ name: name.slice(assets.length), tree: program.getSourceFile(name) }));
  for (const { tree } of found) everyNode(tree); // what is asked for later is then here
  snapshot.dispose();
  api.close();
  return found;
}

/**
 * Return all nodes of a tree.
 *
 * @param {Node} tree
 * @returns {Node[]}
 */
export function everyNode(tree) {
  /** @type {Node[]} */
  const found = [];
  /** @param {Node} node */
  const visit = (node) => {
    found.push(node);
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
}

/**
 * Return the name of what is called: the last of a.b.name().
 *
 * @param {Node} call
 * @returns {string}
 */
export function calledName({ expression }) {
  return expression?.text ?? expression?.name?.text ?? "";
}

/** @param {Node} node */
export function isCall(node) {
  return node.kind === Kind.CallExpression;
}

/**
 * Return a string that stands in the code, or several with + between; null if it is anything else.
 *
 * @param {Node} node
 * @returns {string | null}
 */
export function constantText(node) {
  if ([Kind.StringLiteral, Kind.NoSubstitutionTemplateLiteral].includes(node?.kind))
    return node.text;
  if (node?.kind === Kind.ParenthesizedExpression) return constantText(node.expression);
  if (node?.kind !== Kind.BinaryExpression || node.operatorToken.kind !== Kind.PlusToken)
    return null;
  const [left, right] = [constantText(node.left), constantText(node.right)];
  return left === null || right === null ? null : left + right;
}
