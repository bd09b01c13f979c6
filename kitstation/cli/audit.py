"""`kitstation audit`: does the database say what the journal says?"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import ExitCode, open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from kitstation.store.differences import AuditReport


def audit(
    *,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild", help="Replay the whole journal into an empty database and compare every table."
        ),
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Recompute every balance from the movements. Ends with 1 when something differs. Changes nothing."""
    from kitstation.store import audit as auditing
    from kitstation.store import rebuild as rebuilding

    with open_station(profile, as_json=as_json, debug=debug) as station:
        if rebuild:
            with TemporaryDirectory(prefix="kitstation-audit-") as folder:
                report = rebuilding.rebuild(station.store, Path(folder) / "rebuilt.db")
        else:
            report = auditing.audit(station.store)
    if as_json:
        print_json(_report(report))
    else:
        _print_report(report)
    raise typer.Exit(ExitCode.DONE if report.is_clean else ExitCode.REFUSED)


def _report(report: AuditReport) -> dict[str, object]:
    return {
        "clean": report.is_clean,
        "total": report.total,
        "differences": [
            {
                "table": difference.table,
                "key": difference.key,
                "column": difference.column,
                "expected": difference.expected,
                "found": difference.found,
            }
            for difference in report.differences
        ],
    }


def _print_report(report: AuditReport) -> None:
    if report.is_clean:
        typer.echo("Everything agrees with the journal.")
        return
    typer.echo(
        f"{report.total} values differ from what the journal gives. Copy the profile before anything else."
    )
    rows = [(d.table, d.key, d.column, d.expected, d.found) for d in report.differences]
    print_table(("Table", "Row", "Column", "Expected", "Found"), rows)
