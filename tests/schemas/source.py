"""Which kinds of issues the source reports, read from its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

TASKS = Path(__file__).parents[2] / "tasks"
REPORTING = ("report", "PageIssue", "_issue")


def trees() -> Iterator[ast.Module]:
    for path in sorted(TASKS.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def reported_kinds() -> set[str]:
    """Every kind that some statement of the source can report."""
    return {kind for tree in trees() for kind in _kinds(tree)}


def _kinds(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(args=[_, second, *_]) if _name(node.func) == "question_issue":
                yield from _texts(second, tree)
            case ast.Call(args=[first, *_]) if _name(node.func) in REPORTING:
                yield from _texts(first, tree)
            case ast.Call(keywords=named) if {"kind", "detail"} <= {one.arg for one in named}:
                yield from _texts(next(one.value for one in named if one.arg == "kind"), tree)
            case ast.Tuple(elts=[ast.Constant(value=str(kind)), second]) if _is_sentence(second):
                yield kind


def _keys(node: ast.Dict) -> list[object]:
    return [key.value if isinstance(key, ast.Constant) else None for key in node.keys]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_sentence(node: ast.expr) -> bool:
    """Whether an expression is a text that ends with a full stop: the detail beside a kind."""
    last = node.values[-1] if isinstance(node, ast.JoinedStr) else node
    return isinstance(last, ast.Constant) and isinstance(last.value, str) and last.value.endswith(".")


def _texts(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """What a kind can be: a constant, or `{piece}_missing` with the pieces that the module lists."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str(tail))]):
            for pieces in (each for each in ast.walk(tree) if isinstance(each, ast.Dict)):
                yield from (f"{piece}{tail}" for piece in _keys(pieces) if isinstance(piece, str))
