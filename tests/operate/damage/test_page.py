"""The table of what may be broken that people read is the one that is tested."""

from tests.operate.damage.cases import PAGE, with_table


def test_the_table_of_the_page_is_not_stale():
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page), "run: make docs"
