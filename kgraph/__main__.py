"""`python -m kgraph` is the command."""

from kgraph.cli import main

if __name__ == "__main__":
    main(prog_name="kgraph")
