// The texts that go through the functions of language.js, and what is wrong with how they do.

/** @import { Module, Node } from "./parsing.js" */

import { calledName, constantText, everyNode, isCall, Kind } from "./parsing.js";

/** How many texts each function begins with. */
const TEXTS = { _: 1, N_: 1, ngettext: 2 };

/** @param {Node} node */
export function isMark(node) {
  return isCall(node) && Object.hasOwn(TEXTS, calledName(node));
}

/**
 * Return the texts of a call; null where one is not written there.
 *
 * @param {Node} call
 */
function textsOf(call) {
  const n = TEXTS[/** @type {keyof typeof TEXTS} */ (calledName(call))];
  return call.arguments.slice(0, n).map(constantText);
}

/**
 * Return a catalogue of all texts of a module: each with what a function makes of it.
 *
 * @param {Module} module
 * @param {(text: string) => string} translate
 * @returns {Record<string, string | string[]>}
 */
export function catalogueOf({ tree }, translate) {
  const found = everyNode(tree)
    .filter(isMark)
    .map(textsOf)
    .filter((texts) => texts.every((/** @type {string | null} */ text) => text !== null))
    .map((texts) => [texts[0], texts.length > 1 ? texts.map(translate) : translate(texts[0])]);
  return Object.fromEntries(found);
}

/**
 * Return what is wrong with the texts of a module that are marked, in sentences.
 *
 * @param {Module} module
 */
export function faultsOf({ name, tree }) {
  return everyNode(tree)
    .filter(isMark)
    .flatMap((call) => faultOf(call).map((fault) => `${name}: ${call.getText(tree)}: ${fault}`));
}

/** @param {Node} call */
function faultOf(call) {
  const texts = textsOf(call);
  const called = calledName(call);
  const first = call.arguments[0];
  if (texts.includes(null)) {
    const isPut = everyNode(first).some((node) =>
      PUT_TOGETHER.map((k) => Kind[k]).includes(node.kind),
    );
    return called !== "_" || isPut ? ["the tools of gettext do not find its text"] : [];
  }
  if (called !== "N_" && isMadeAtOnce(call))
    return ["it is made before the catalogue is there: mark it by N_"];
  if (called === "N_") return [];
  const given = valuesOf(call);
  if (!given) return [];
  const named = new Set(texts.flatMap(namesIn));
  return [
    ...[...named].filter((name) => !given.includes(name)).map((name) => `no value for {${name}}`),
    ...given.filter((name) => !named.has(name)).map((name) => `no place for ${name}`),
  ];
}

/** What a text that the tools are to find is not made of, nor chosen from. */
const PUT_TOGETHER = ["StringLiteral", "NoSubstitutionTemplateLiteral", "TemplateExpression"];

/** @param {string} text */
function namesIn(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
}

/**
 * Return the names of the values that are put in; null where they are not written there.
 *
 * @param {Node} call
 * @returns {string[] | null}
 */
function valuesOf(call) {
  const values = call.arguments[calledName(call) === "ngettext" ? 3 : 1];
  const around = call.parent;
  const hasElements = isCall(around) && calledName(around) === "withElements";
  const elements = hasElements ? namesOf(around.arguments[1]) : [];
  const own = values ? namesOf(values) : [];
  // What is named and kept for a later withElements is checked by that call's own elements.
  if (!values && !hasElements && around.kind === Kind.VariableDeclaration) return null;
  return own && elements && [...own, ...elements];
}

/**
 * @param {Node} values
 * @returns {string[] | null}
 */
function namesOf(values) {
  if (values.kind !== Kind.ObjectLiteralExpression) return null;
  if (values.properties.some((/** @type {Node} */ one) => !one.name)) return null; // ...others
  return values.properties.map((/** @type {Node} */ one) => one.name.text);
}

/**
 * Say whether a call is made when its module is read.
 *
 * @param {Node} call
 */
function isMadeAtOnce(call) {
  const functions = [
    "ArrowFunction",
    "FunctionExpression",
    "FunctionDeclaration",
    "MethodDeclaration",
    "Constructor",
    "GetAccessor",
    "SetAccessor",
  ].map((kind) => Kind[kind]);
  for (let node = call; node; node = node.parent) if (functions.includes(node.kind)) return false;
  return true;
}
