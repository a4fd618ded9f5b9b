"""What the tests of files share."""

from tasks.fetch.files import SourceReport


def only_sentence(report: SourceReport) -> str:
    """The one problem that a report names."""
    (problem,) = report.problems
    assert problem.endswith(".")
    assert "\n" not in problem
    return problem
