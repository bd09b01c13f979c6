"""The program's commands, all of them."""

from __future__ import annotations

import typer

from kitstation.cli import (
    audit,
    bench,
    build,
    catalogue,
    control_sheet,
    count,
    decode,
    do,
    genealogy,
    history,
    imports,
    inventory,
    kit,
    label,
    label_template,
    location,
    operator,
    order,
    part,
    pattern,
    position,
    receive,
    run,
    scanner,
    shortages,
    supplier,
    window,
)
from kitstation.cli import print as print_
from kitstation.cli.boundary import give_operator
from kitstation.cli.options import Debug, OperatorName, ProfileFolder

app = typer.Typer(
    name="kitstation",
    help="Scan real parts into a kit and back. Without a command: open the station's window.",
    epilog="Exit codes: 0 done, 1 refused or a check failed, 2 wrong usage, 3 fault.",
    # Boxes break the lines that scripts and people want whole.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(imports.app, name="import")
app.add_typer(kit.app, name="kit")
app.add_typer(run.app, name="run")
app.add_typer(build.app, name="build")
app.command("shortages")(shortages.shortages)
app.add_typer(inventory.app, name="inventory")
app.add_typer(part.app, name="part")
app.add_typer(location.app, name="location")
app.add_typer(supplier.app, name="supplier")
app.add_typer(operator.app, name="operator")
app.add_typer(position.app, name="position")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(order.app, name="order")
app.command("receive")(receive.receive)
app.command("count")(count.count)
app.command("genealogy")(genealogy.genealogy)
app.command("history")(history.history)
app.command("bench")(bench.bench)
app.add_typer(scanner.app, name="scanner")
app.command("audit")(audit.audit)
app.command("label")(label.label)
app.add_typer(label_template.app, name="label-template")
app.command("print")(print_.print_labels)
app.command("control-sheet")(control_sheet.control_sheet)
app.command("test-codes")(control_sheet.sheet_of_test_codes)
app.command("decode")(decode.decode)
app.add_typer(pattern.app, name="pattern")
app.command("do")(do.do)
app.command("gui")(window.gui)
app.command("demo")(window.demo)


@app.callback(invoke_without_command=True)
def kitstation(
    context: typer.Context,
    *,
    profile: ProfileFolder = None,
    operator: OperatorName = None,
    debug: Debug = False,
) -> None:
    """Scan real parts into a kit and back. Without a command: open the station's window."""
    give_operator(operator)
    if context.invoked_subcommand is None:
        window.gui(profile=profile, debug=debug)
