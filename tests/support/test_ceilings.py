"""`make lint` fails where a package has more lines than its ceiling; a ceiling is lowered by a command."""

from tests.support.ceilings import FILE, main

HEAD = "package\tPython\tSQL\tJavaScript\ttemplates\n"


def test_a_package_above_its_ceiling_fails_and_ceilings_are_only_lowered(tmp_path, capsys):
    (tmp_path / "tasks/one").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tasks/one/file.py").write_text("1\n" * 3, "utf-8")
    (tmp_path / "tasks/one/file.sql").write_text("1\n" * 2, "utf-8")
    (tmp_path / FILE).write_text(f"{HEAD}tasks/one\t2\t4\t0\t0\n", "utf-8")
    assert main(tmp_path) == 1
    assert "3 / 2!" in capsys.readouterr().out
    assert main(tmp_path, "--lower") == 1
    assert (tmp_path / FILE).read_text("utf-8") == f"{HEAD}tasks/one\t2\t2\t0\t0\n"
    (tmp_path / "tasks/one/file.py").write_text("1\n" * 2, "utf-8")
    assert main(tmp_path) == 0
    (tmp_path / "bi").mkdir()
    (tmp_path / "bi/new.js").write_text("1\n", "utf-8")
    assert main(tmp_path) == 1
