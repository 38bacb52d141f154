"""Cells that are known before the first fork: read and compiled once, for all submissions.

The check cells of an assignment are the same for a whole class, and reading one takes longer than most of them run.
"""

import ast
from collections.abc import Callable
from contextlib import suppress
from types import CodeType
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.interactiveshell import InteractiveShell

from course_utils.notebooks.syntax import Transformer


class KnowingCompiler(CachingCompiler):
    """IPython's compiler, which looks up what it knows. What `from __future__` set is part of the question."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._trees: dict[tuple[str, int], ast.Module] = {}
        self._codes: dict[tuple[ast.AST, str, int], tuple[CodeType, int]] = {}
        self._nodes: set[ast.AST] = set()

    def know(
        self, source: str, transform: Callable[[ast.Module], ast.Module] = lambda tree: tree
    ) -> None:
        """Read and compile a cell, a statement at a time as the shell does.

        Args:
            source: the cell as Python.
            transform: what is done to its tree between the two.

        Raises:
            SyntaxError, ValueError: it is no Python.
        """
        before = self.flags
        name = self.cache(source)
        tree = compile(source, name, "exec", before | ast.PyCF_ONLY_AST, dont_inherit=True)
        self._trees[source, before] = tree
        statements = transform(tree).body
        self._nodes |= set(statements)
        try:
            with self.extra_flags(ast.PyCF_ALLOW_TOP_LEVEL_AWAIT):
                for node in statements:
                    if node is statements[-1] and isinstance(node, ast.Expr):
                        self(ast.Interactive([node]), name, "single")
                    else:
                        self(ast.Module([node], []), name, "exec")
        finally:
            self.flags = before

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Give the name that tracebacks find a cell by; a known one's was given before the fork."""
        known = (transformed_code, self.flags) in self._trees
        return super().get_code_name(raw_code, transformed_code, 0 if known else number)

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        known = self._trees.get((source, self.flags))
        return known or super().ast_parse(source, filename, symbol)

    def __call__(self, source: Any, filename: str, symbol: str, **settings: Any) -> CodeType:
        node = source.body[0] if isinstance(source, ast.Module | ast.Interactive) else None
        if node not in self._nodes:
            return super().__call__(source, filename, symbol, **settings)
        question = node, symbol, self.flags
        if question not in self._codes:
            code = super().__call__(source, filename, symbol, **settings)
            self._codes[question] = code, self.flags
        code, self.flags = self._codes[question]
        return code


class KnowingShell(InteractiveShell):
    """A shell that runs known cells without reading them again."""

    compile: KnowingCompiler

    def __init__(self, **settings: Any) -> None:
        self._read: dict[str, str] = {}
        self._waits: dict[str, bool] = {}
        self._transformed: dict[ast.AST, tuple[list[object], ast.Module]] = {}
        super().__init__(compiler_class=KnowingCompiler, **settings)  # type: ignore[no-untyped-call]
        self.input_transformer_manager = Transformer()

    def know(self, source: str) -> None:
        """Remember a cell; one of a single line, whose meaning may hang on what ran before, is left as it is."""
        read = self.transform_cell(source)
        if len(read.splitlines()) > 1:
            with suppress(SyntaxError, ValueError):
                self.compile.know(read, self._transform)
                self._waits[read] = super().should_run_async(source, transformed_cell=read)
                self._read[source] = read

    def _transform(self, tree: ast.Module) -> ast.Module:
        transformed: ast.Module = super().transform_ast(tree)  # type: ignore[no-untyped-call]
        self._transformed[tree] = [*self.ast_transformers], transformed
        return transformed

    def transform_ast(self, node: ast.Module) -> ast.Module:
        """Give a known cell's tree as it was compiled, if what transforms trees is still the same."""
        by, transformed = self._transformed.get(node, (None, node))
        if by == self.ast_transformers:
            return transformed
        whole: ast.Module = super().transform_ast(node)  # type: ignore[no-untyped-call]
        return whole

    def transform_cell(self, raw_cell: str) -> str:
        read: str = self._read.get(raw_cell) or super().transform_cell(raw_cell)  # type: ignore[no-untyped-call]
        return read

    def should_run_async(
        self,
        raw_cell: str,
        *,
        transformed_cell: str | None = None,
        preprocessing_exc_tuple: Any = None,
    ) -> bool:
        if transformed_cell in self._waits:
            return self.autoawait and self._waits[transformed_cell]
        if transformed_cell and not ("await" in transformed_cell or "async" in transformed_cell):
            return False  # what IPython compiles the whole cell for
        return super().should_run_async(
            raw_cell,
            transformed_cell=transformed_cell,
            preprocessing_exc_tuple=preprocessing_exc_tuple,
        )
