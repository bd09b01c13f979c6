"""`kitstation label-template`: templates for those who edit them by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import ExitCode, open_profile, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json

if TYPE_CHECKING:
    from kitstation.labels.faults import TemplateProblem
    from kitstation.labels.own_templates import OwnTemplates
    from kitstation.labels.template import Template
    from kitstation.labels.trial import Trial
    from kitstation.station.profile import Profile

app = typer.Typer(help="List, check and copy label templates.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found of a file."""

    file: Path
    template: Template | None = None
    problems: tuple[TemplateProblem, ...] = ()
    trials: tuple[Trial, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it can be used, and its symbols be read at the resolution that it is for."""
        template = self.template
        return template is not None and not any(
            trial.problem for trial in self.trials if trial.dpi == template.dpi
        )

    def lines(self) -> Iterator[str]:
        """Yield it as compilers do, so that editors find the line."""
        for problem in self.problems:
            line = f":{problem.line}" if problem.line else ""
            yield f"{self.file}{line}: {problem.sentence}"
        if self.template is not None:
            yield f"{self.file}: “{self.template.title}” is a template."
        for trial in self.trials:
            yield f"  {trial.dpi} dpi: {_words(trial)}"

    def for_scripts(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "file": str(self.file),
            "ok": self.is_good,
            "problems": [{"line": one.line, "sentence": one.sentence} for one in self.problems],
            "proof": [_proof(trial) for trial in self.trials],
        }


@app.command("list")
def list_templates(*, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False) -> None:
    """List the templates, the shop's own and the program's. Exit code 1 where a file is at fault."""
    from kitstation import bootstrap
    from kitstation.labels.template_files import load_templates
    from kitstation.ui.resources import resource

    with open_profile(profile, as_json=as_json, debug=debug) as opened, bootstrap.drawing():
        kept = _own_templates(opened)
        templates = load_templates(resource("labels"), kept.folder)
        rows = [
            {
                "name": name,
                "title": known.title if (known := templates.by_name.get(name)) else "",
                "kind": known.kind.value if known else "",
                "own": kept.is_own(name),
                "fault": str(templates.faults[name]) if name in templates.faults else "",
            }
            for name in sorted({*templates.by_name, *templates.faults})
        ]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            whose = "own" if row["own"] else "the program's"
            typer.echo(
                "\t".join(
                    str(part) for part in (row["name"], row["kind"], whose, row["title"] or row["fault"])
                )
            )
    if templates.faults:
        raise typer.Exit(ExitCode.REFUSED)


@app.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of templates.")],
    *,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say what is wrong with templates, by line, and whether their symbols can be read at 203, 300 and 600 dpi.

    Exit code 1 where a file cannot be used, or a symbol not be read at the resolution that the template is for.
    """
    from kitstation import bootstrap

    with open_profile(profile, as_json=as_json, debug=debug), bootstrap.drawing():
        results = [_checked(file) for file in files]
    if as_json:
        print_json([result.for_scripts() for result in results])
    else:
        for result in results:
            typer.echo("\n".join(result.lines()))
    if not all(result.is_good for result in results):
        raise typer.Exit(ExitCode.REFUSED)


@app.command("copy")
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The template: its file's name without .toml.")],
    *,
    new_name: Annotated[
        str | None,
        typer.Option("--as", metavar="NEW", help="The copy's name. Without: the same, which then wins."),
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Copy a template into the profile, to be edited there. The program's own file stays as it is."""
    from kitstation import bootstrap
    from kitstation.labels.faults import TemplateFault

    with open_profile(profile, as_json=as_json, debug=debug) as opened, bootstrap.drawing():
        kept = _own_templates(opened)
        try:
            made = kept.copy(name, new_name or name)
        except TemplateFault as fault:
            raise refuse(fault.title, detail=fault.detail, hint=fault.hint, as_json=as_json) from fault
        path = kept.folder / f"{made.name}.toml"
    if as_json:
        print_json({"name": made.name, "file": str(path)})
    else:
        typer.echo(f"{path} is yours to edit. Check it with: kitstation label-template check {path}")


def _own_templates(profile: Profile) -> OwnTemplates:
    from kitstation.labels.own_templates import OwnTemplates
    from kitstation.ui.resources import resource

    return OwnTemplates(resource("labels"), profile.labels)


def _checked(file: Path) -> _Checked:
    from kitstation.labels.faults import TemplateFault
    from kitstation.labels.label_data import sample_data
    from kitstation.labels.template_files import load_template
    from kitstation.labels.trial import USUAL_DPIS, trials

    try:
        template = load_template(file)
    except TemplateFault as fault:
        return _Checked(file, problems=fault.problems)
    if template.zpl:
        return _Checked(file, template)
    dpis = sorted({template.dpi, *USUAL_DPIS})
    return _Checked(file, template, trials=trials(template, sample_data(template.kind), dpis))


def _proof(trial: Trial) -> dict[str, object]:
    return {
        "dpi": trial.dpi,
        "symbols": trial.symbols,
        "problem": trial.problem,
        "detail": trial.detail,
        "hint": trial.hint,
        "shortened": list(trial.shortened),
        "left_out": list(trial.left_out),
    }


def _words(trial: Trial) -> str:
    if trial.problem:
        return " ".join(part for part in (trial.problem, trial.detail, trial.hint) if part)
    cut = [f"“{text}” is shortened" for text in trial.shortened]
    without = [f"the barcode of “{text}” is left out" for text in trial.left_out]
    read = "no barcode" if not trial.symbols else f"every barcode can be read ({trial.symbols})"
    return "; ".join((read, *cut, *without)) + "."
