"""Statements of `sql`: run them on a release, and print what they give."""

import re
from dataclasses import dataclass

import duckdb

from flows.cli.rows import OutputFormat, print_rows
from tasks.common.errors import UsageError

_LOCKED = "the configuration has been locked"
_OUT_OF_REACH = re.compile(r"disabled (by|through) configuration")


@dataclass
class Session:
    """A connection to a release, and how to print rows."""

    connection: duckdb.DuckDBPyConnection
    output: OutputFormat

    def run(self, statements: str) -> None:
        """Run statements one after the other and print the rows of each that gives some.

        Raises UsageError when there is none, or one is wrong.
        """
        try:
            found = self.connection.extract_statements(statements)
            for statement in found:
                self.connection.execute(statement)
                if duckdb.ExpectedResultType.NOTHING not in statement.expected_result_type:
                    names = [column[0] for column in self.connection.description or ()]
                    print_rows(names, self.connection.fetchall(), self.output)
        except duckdb.Error as error:
            raise UsageError(_sentence(str(error))) from error
        if not found:
            raise UsageError("There is no query.")


def _sentence(error: str) -> str:
    """An error of DuckDB, with an explanation when files are out of reach."""
    if _LOCKED in error:
        return f"sql does not let queries change DuckDB settings without --allow-files. {error}"
    if _OUT_OF_REACH.search(error):
        return (
            "sql does not let queries read or write files, load extensions or use the network without "
            f"--allow-files. {error.splitlines()[0]}"
        )
    return error
