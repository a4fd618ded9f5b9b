"""The syntax trees of the source, and which kinds of issues it reports."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.support import PROJECT

REPORTING = ("report", "_report_of", "PageIssue", "_issue")


@cache
def trees() -> dict[str, ast.Module]:
    """The modules of the pipeline and of the command by their paths."""
    paths = sorted(path for package in ("tasks", "flows") for path in (PROJECT / package).rglob("*.py"))
    return {str(path.relative_to(PROJECT)): ast.parse(path.read_text("utf-8"), str(path)) for path in paths}


def reported_kinds() -> set[str]:
    """Every kind that some statement of the pipeline can report."""
    found = (tree for path, tree in trees().items() if path.startswith("tasks"))
    return {kind for tree in found for kind in _kinds(tree)}


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
