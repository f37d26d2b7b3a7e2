"""Expressions of a lesson: ``test_accuracy >= 0.98 and parameters <= 20``.

Python's own parser reads them, and a white list of its nodes says what is allowed. They are worked
out here, node by node; nothing is ever evaluated by Python itself.
"""

import ast
import operator
from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import nan

from core.language import _

#: Characters and nodes of an expression, at the most: enough for a sentence of conditions.
MAX_CHARACTERS, MAX_NODES = 300, 80
#: A constant is no larger: no quantity is.
MAX_NUMBER = 1e12

ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: a / b if b else nan,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}

#: Name of a quantity -> its value.
Measured = Callable[[str], float]


@dataclass(frozen=True)
class Expression:
    """A number that is worked out from quantities.

    Attributes
    ----------
    text : str
        As it is written.
    names : frozenset of str
        Of the quantities in it.
    """

    text: str
    names: frozenset[str]
    _tree: ast.expr

    def value(self, measured: Measured) -> float:
        """Return the number; NaN where a quantity in it is unknown."""
        return _number(self._tree, measured)


@dataclass(frozen=True)
class Clause:
    """One part of a condition, as a learner is shown it.

    Attributes
    ----------
    text : str
    subject : Expression or None
        What is compared with a number, where the clause is such a comparison.
    is_upward : bool
        Whether more of it is better.
    """

    text: str
    subject: Expression | None
    is_upward: bool
    _tree: ast.expr

    def holds(self, measured: Measured) -> bool:
        """Return whether it is so."""
        return _truth(self._tree, measured)


@dataclass(frozen=True)
class Condition:
    """What is true or not, as quantities are.

    Attributes
    ----------
    text : str
        As it is written.
    names : frozenset of str
        Of the quantities in it.
    clauses : tuple of Clause
        The parts that all have to hold.
    """

    text: str
    names: frozenset[str]
    clauses: tuple[Clause, ...]

    def holds(self, measured: Measured) -> bool:
        """Return whether it is so; a comparison with NaN is not."""
        return all(clause.holds(measured) for clause in self.clauses)


def read_expression(text: str, known: Collection[str]) -> Expression:
    """Return the number that a text stands for.

    Raises
    ------
    ValueError
        In words: what is allowed.
    """
    tree = _parsed(text)
    return _expression(text, tree, known)


def read_condition(text: str, known: Collection[str]) -> Condition:
    """Return the condition that a text stands for; `known` are the names of quantities.

    Raises
    ------
    ValueError
        In words: what is allowed.
    """
    tree = _parsed(text)
    _check_truth(tree, known)
    is_and = isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)
    parts = tree.values if isinstance(tree, ast.BoolOp) and is_and else [tree]
    return Condition(text.strip(), _names(tree), tuple(_clause(part) for part in parts))


def _parsed(text: str) -> ast.expr:
    if len(text) > MAX_CHARACTERS:
        raise ValueError(_("at most {n} characters").format(n=MAX_CHARACTERS))
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(
            _("an expression such as “test_accuracy >= 0.98 and parameters <= 20”")
        ) from None
    if sum(1 for node in ast.walk(tree)) > MAX_NODES:
        raise ValueError(_("a shorter expression"))
    return tree


def _expression(text: str, tree: ast.expr, known: Collection[str]) -> Expression:
    _check_number(tree, known)
    return Expression(text.strip(), _names(tree), tree)


def _clause(tree: ast.expr) -> Clause:
    text = ast.unparse(tree)
    if isinstance(tree, ast.Compare) and len(tree.ops) == 1:
        (op,), (right,) = tree.ops, tree.comparators
        if isinstance(right, ast.Constant) and not isinstance(tree.left, ast.Constant):
            subject = Expression(ast.unparse(tree.left), _names(tree.left), tree.left)
            return Clause(text, subject, isinstance(op, (ast.Gt, ast.GtE)), tree)
    return Clause(text, None, False, tree)


def _names(tree: ast.expr) -> frozenset[str]:
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _check_truth(node: ast.expr, known: Collection[str]) -> None:
    """Raise ValueError where a node is no condition."""
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                _check_truth(value, known)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            _check_truth(operand, known)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            if not all(type(op) in COMPARISONS for op in ops):
                raise ValueError(_("a comparison by <, <=, >, >=, == or !="))
            for one in (left, *comparators):
                _check_number(one, known)
        case _:
            raise ValueError(
                _("a condition such as “test_accuracy >= 0.98”, where there is “{text}”").format(
                    text=ast.unparse(node)
                )
            )


def _check_number(node: ast.expr, known: Collection[str]) -> None:
    """Raise ValueError where a node is no number."""
    match node:
        case ast.Constant(value=value) if type(value) in (int, float) and abs(value) <= MAX_NUMBER:  # type: ignore[arg-type]
            return
        case ast.Name(id=name):
            if name not in known:
                raise ValueError(
                    _("quantities of this page ({names}), where there is “{name}”").format(
                        names=", ".join(known), name=name
                    )
                )
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check_number(operand, known)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            _check_number(left, known)
            _check_number(right, known)
        case _:
            raise ValueError(
                _("numbers, quantities and + - * /, where there is “{text}”").format(
                    text=ast.unparse(node)
                )
            )


def _truth(node: ast.expr, measured: Measured) -> bool:
    match node:
        case ast.BoolOp(op=op, values=values):
            found = (_truth(value, measured) for value in values)
            return all(found) if isinstance(op, ast.And) else any(found)
        case ast.UnaryOp(operand=operand):
            return not _truth(operand, measured)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            numbers = [_number(one, measured) for one in (left, *comparators)]
            pairs = zip(ops, numbers, numbers[1:], strict=False)
            return all(COMPARISONS[type(op)](a, b) for op, a, b in pairs)
    raise AssertionError(ast.dump(node))  # checked where it was read


def _number(node: ast.expr, measured: Measured) -> float:
    match node:
        case ast.Constant(value=value):
            return float(value)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return measured(name)
        case ast.UnaryOp(operand=operand):
            return -_number(operand, measured)
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)](_number(left, measured), _number(right, measured))
    raise AssertionError(ast.dump(node))  # checked where it was read
