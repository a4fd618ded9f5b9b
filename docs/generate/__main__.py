"""Write the generated pages of docs/: python -m docs.generate."""

from docs.generate.pages import write

if __name__ == "__main__":
    write()
