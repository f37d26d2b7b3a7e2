// Strings that people see, or that read like what they see, and that go through no function of
// language.js.

/** @import { Module, Node } from "./parsing.js" */

import { isMark } from "./marked.js";
import { calledName, everyNode, isCall, Kind } from "./parsing.js";

/** Where a string is shown: attributes, properties, and arguments of calls from the n-th on. */
const SHOWN_NAMES =
  /^(title|alt|placeholder|label|text|texts|hint|caption|textContent|innerText|aria-(label|description|valuetext|roledescription))$/;
const SHOWN_ARGUMENTS = new Map([
  ["el", 2],
  ["fillText", 0],
  ["strokeText", 0],
  ["createTextNode", 0],
  ["replaceWith", 0],
  ["replaceChildren", 0],
  ["append", 0],
  ["say", 0],
  ["announce", 0],
]);
/** Where a string is technical, whatever it reads like. */
const TECHNICAL_NAMES = /^(class|className|style|font|family|at|src|cssText|background)$/;
const TECHNICAL_CALLS =
  /^(querySelector|querySelectorAll|closest|matches|matchMedia|setProperty|plotElement|keepInView|add|remove|toggle|startsWith|Error|URL)$/;
const CSS_FUNCTION = /^(rgb|rgba|calc|translate|linear-gradient|color-mix)\(/;

/** Two words, or one with a capital. */
const READS_LIKE_TEXT =
  /[\p{L}\d}%)][,;:]? [A-Za-z]{2,}|[A-Za-z]{2,}[,;:.]? [\p{L}\d{(]|^[^A-Za-z]*[A-Z][a-z]+[^A-Za-z]*$/u;
const WORD = /[A-Za-z]{2,}/;

/**
 * Return the strings of a module that go through no function and should, each once.
 *
 * @param {Module} module
 * @returns {string[]}
 */
export function straysIn({ tree }) {
  const strays = everyNode(tree).flatMap((node) => {
    const text = textOf(node);
    if (text === null || !WORD.test(text.replaceAll("{}", ""))) return [];
    const place = placeOf(node);
    const isStray = place === "shown" || (place === "" && READS_LIKE_TEXT.test(text));
    return isStray && !CSS_FUNCTION.test(text) ? [text] : [];
  });
  return [...new Set(strays)];
}

/**
 * Return the text of a string, with {} where a value is put in; null for any other node.
 *
 * @param {Node} node
 * @returns {string | null}
 */
function textOf(node) {
  if ([Kind.StringLiteral, Kind.NoSubstitutionTemplateLiteral].includes(node.kind))
    return node.text;
  if (node.kind !== Kind.TemplateExpression) return null;
  const spans = node.templateSpans.map((/** @type {Node} */ { literal }) => literal.text);
  return [node.head.text, ...spans].join("{}");
}

/**
 * Say where a string stands: "shown", "marked", "technical", or "" where that is not known.
 *
 * @param {Node} string
 */
function placeOf(string) {
  let isValue = true; // whether what is around has the string as its value
  for (
    let [node, around] = [string, string.parent];
    around;
    [node, around] = [around, around.parent]
  ) {
    if (isMark(around)) return "marked";
    const place = isValue ? ownPlace(node, around) : "";
    if (place) return place;
    isValue &&= PASSES_ON.map((kind) => Kind[kind]).includes(around.kind);
  }
  return "";
}

/** What has the value of one of its parts, or shows all of them. */
const PASSES_ON = [
  "ParenthesizedExpression",
  "ConditionalExpression",
  "BinaryExpression",
  "TemplateExpression",
  "TemplateSpan",
  "ArrayLiteralExpression",
  "SpreadElement",
];
const COMPARISONS = ["EqualsEqualsEqualsToken", "ExclamationEqualsEqualsToken", "InKeyword"];
const NEVER_SHOWN = [
  "ImportDeclaration",
  "JSImportDeclaration",
  "ExportDeclaration",
  "LiteralType",
  "ExpressionStatement",
  "CaseClause",
];

/**
 * Say where a string stands by what is right around it.
 *
 * @param {Node} node
 * @param {Node} around
 */
function ownPlace(node, around) {
  if (NEVER_SHOWN.map((kind) => Kind[kind]).includes(around.kind)) return "technical";
  if (around.kind === Kind.PropertyAssignment)
    return node === around.name ? "technical" : byName(around.name.text ?? "");
  if (around.kind === Kind.BinaryExpression) return byOperator(node, around);
  if (isCall(around) || around.kind === Kind.NewExpression) return byCall(node, around);
  if (around.kind === Kind.ElementAccessExpression) return "technical";
  return "";
}

/** @param {string} name */
function byName(name) {
  if (SHOWN_NAMES.test(name)) return "shown";
  return TECHNICAL_NAMES.test(name) ? "technical" : "";
}

/**
 * @param {Node} node
 * @param {Node} around
 */
function byOperator(node, { left, right, operatorToken }) {
  if (COMPARISONS.map((kind) => Kind[kind]).includes(operatorToken.kind)) return "technical";
  if (operatorToken.kind !== Kind.EqualsToken || node !== right) return "";
  if (left.expression?.name?.text === "style") return "technical";
  return byName(left.name?.text ?? "");
}

/**
 * @param {Node} node
 * @param {Node} call
 */
function byCall(node, call) {
  const name = calledName(call);
  const at = call.arguments.indexOf(node);
  if (name === "setAttribute")
    return SHOWN_NAMES.test(call.arguments[0].text) && at === 1 ? "shown" : "technical";
  if (TECHNICAL_CALLS.test(name)) return "technical";
  const from = SHOWN_ARGUMENTS.get(name);
  if (from === undefined) return "";
  return at >= from ? "shown" : "technical";
}
