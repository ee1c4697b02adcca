"""The command line: Click and nothing else. One file a command.

Errors become exit codes in one place, ``Program.invoke``: 0 done, 1 checks
refused, 2 the user's mistake, 3 a tool is missing, 70 our own bug, 141 nobody reads
on.
"""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

import click

from publish.errors import ExitCode, PublishError

COMMANDS = (
    "new",
    "build",
    "list",
    "check",
    "trace",
    "figure",
    "preflight",
    "proof",
    "impose",
    "tile",
    "marks",
    "scale",
    "package",
    "gallery",
)


class Program(click.Group):
    """Loads a command's file when it is called, and reports errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return getattr(import_module(f"publish.cli.{name}"), name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PublishError as problem:
            for fault in problem.faults:
                head = f"{fault.at}: " if fault.at else ""
                hint = f"; {fault.hint}" if fault.hint else ""
                click.echo(
                    f"{click.style(head, bold=True)}{fault.message}{hint}", err=True
                )
            count = len(problem.faults)
            if count > 1:
                click.echo(f"{count} faults; nothing was written for them", err=True)
            ctx.exit(problem.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # the reader, such as head, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(ExitCode.CUT_SHORT)
        except Exception:
            traceback.print_exc()
            click.echo("This is a bug of publish, not of your content.", err=True)
            sys.exit(ExitCode.BUG)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="publish-press", prog_name="publish")
@click.option(
    "-C",
    "--folder",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="The publication's folder, if not this one.",
)
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Make booklets, panels, banners and handouts from one folder of content.

    \b
    Examples:
      publish list                      what this publication makes
      publish build                     make everything that changed
      publish build booklet --form press
      publish check                     check the content, make nothing
      publish preflight build/*press*.pdf --profile booklet
    """
    ctx.obj = folder.resolve()
