"""Write the table of what may be broken into docs/operate.md again: python -m tests.operate.damage."""

from tests.operate.damage.cases import PAGE, with_table

if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
