"""The command that makes a shell complete kgraph's commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that makes SHELL complete kgraph's commands and options.

    \b
    For bash, in ~/.bashrc:    eval "$(kgraph completion bash)"
    For zsh, in ~/.zshrc:      eval "$(kgraph completion zsh)"
    For fish, once:            kgraph completion fish > ~/.config/fish/completions/kgraph.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.find_root().command, {}, "kgraph", "_KGRAPH_COMPLETE").source())
