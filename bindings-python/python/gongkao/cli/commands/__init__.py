"""The commands, one file each."""

import typer

from . import assess, catalogue, inspect, policy, search, simulate

app: typer.Typer = typer.Typer(
    name="gongkao",
    help="Rules of the skill-level exam of workers in state organs and public institutions: search, decide, prove, foretell.",
    epilog="Exit codes: 0 as asked; 1 something was found; 2 the command or its input is wrong; 3 answered, but for rows with errors.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(search.search)
app.command()(assess.assess)
app.command()(simulate.simulate)
app.command()(inspect.inspect)
app.add_typer(policy.app, name="policy")
app.add_typer(catalogue.app, name="catalogue")
