"""`kitstation pattern`: a station's own kinds of codes, as its settings hold them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_profile, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.station.code_patterns import PatternSettings
    from kitstation.station.pattern_trial import PatternTrial, SampleTrial
    from kitstation.station.profile import Profile
    from kitstation.station.settings import Settings

Name = Annotated[str, typer.Argument(metavar="NAME", help="The pattern's name.")]
Example = Annotated[
    list[str] | None,
    typer.Option(
        "--example",
        metavar="CODE",
        help="A code that it has to match, kept with it. As it is, or as a JSON string in quotes. Can be repeated.",
    ),
]
Expression = Annotated[
    str,
    typer.Argument(
        metavar="EXPRESSION",
        help="A regular expression that matches all of the code, with groups such as (?P<part_number>...).",
    ),
]

app = typer.Typer(help="Look into the codes of one's own and change them.", no_args_is_help=True)


@app.command("list")
def list_patterns(*, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False) -> None:
    """List the patterns in the order in which they are believed, with what is wrong with them."""
    from kitstation.station.code_patterns import fault_of
    from kitstation.station.pattern_trial import try_kept
    from kitstation.station.settings import load_settings

    with open_profile(profile, as_json=as_json, debug=debug) as opened:
        patterns = load_settings(opened.settings).patterns
    states = [(fault_of(each), try_kept(patterns, each.name)) for each in patterns]
    if as_json:
        print_json_array(
            {
                **each.model_dump(mode="json"),
                "fault": fault.detail if fault else None,
                "examples_ok": trial.is_well,
            }
            for each, (fault, trial) in zip(patterns, states, strict=True)
        )
    elif patterns:
        rows = [
            (each.name, each.expression, _state(trial))
            for each, (_, trial) in zip(patterns, states, strict=True)
        ]
        print_table(("Name", "Expression", "State"), rows)
    else:
        typer.echo("There is no pattern yet. Make one with: kitstation pattern add")


@app.command("add")
def add(
    name: Name,
    expression: Expression,
    *,
    example: Example = None,
    first: Annotated[bool, typer.Option("--first", help="Believe it before the others; else last.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Add a pattern. It is refused where it cannot be used, or where one of its examples is not taken for it.

    While the station's window is open, change patterns there: it keeps its settings as it knows them.
    """
    from kitstation.station.code_patterns import put_in
    from kitstation.station.pattern_trial import try_pattern

    with open_profile(profile, as_json=as_json, debug=debug) as opened:
        settings = _settings(opened)
        pattern = _pattern(name, expression, _codes(example))
        if any(each.name.casefold() == name.casefold() for each in settings.patterns):
            raise refuse(
                f"There is a pattern {name} already.",
                hint=f"Remove it first: kitstation pattern remove {name}",
                as_json=as_json,
            )
        place = 0 if first else None
        trial = try_pattern(pattern, pattern.examples, settings.patterns, place)
        if not trial.is_well:
            raise _not_well(trial, name, as_json=as_json)
        _keep(opened, settings, put_in(settings.patterns, pattern, place))
    _tell(f"{name} is added.", pattern, as_json=as_json)


@app.command("remove")
def remove(
    name: Name, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Remove a pattern."""
    from kitstation.station.code_patterns import place_of, taken_out

    with open_profile(profile, as_json=as_json, debug=debug) as opened:
        settings = _settings(opened)
        try:
            pattern = settings.patterns[place_of(settings.patterns, name)]
        except KeyError:
            raise _no_such(name, as_json=as_json) from None
        _keep(opened, settings, taken_out(settings.patterns, name))
    _tell(f"{name} is removed.", pattern, as_json=as_json)


@app.command("try")
def try_(
    name: Name,
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE...",
            help="Codes, as they are or as JSON strings in quotes. Without: the examples kept with it.",
        ),
    ] = None,
    *,
    expression: Annotated[
        str | None,
        typer.Option("--expression", metavar="EXPRESSION", help="Try this one in place of what is kept."),
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say what codes mean with a pattern, group by group. Ends with 1 where one of them is not taken for it."""
    from kitstation.station.pattern_trial import try_pattern

    with open_profile(profile, as_json=as_json, debug=debug) as opened:
        patterns = _settings(opened).patterns
    kept = next((each for each in patterns if each.name == name), None)
    if kept is None and expression is None:
        raise _no_such(name, as_json=as_json)
    others = tuple(each for each in patterns if each.name != name)
    tried = _pattern(name, expression or (kept.expression if kept else ""), ())
    samples = _codes(codes) or (kept.examples if kept else ())
    place = patterns.index(kept) if kept else None
    trial = try_pattern(tried, samples, others, place)
    if trial.fault:
        raise _not_well(trial, name, as_json=as_json)
    if as_json:
        print_json_array(map(_sample, trial.samples))
    else:
        for sample in trial.samples:
            typer.echo("\n".join(_lines(sample)))
    if not trial.is_well:
        raise typer.Exit(1)


def _settings(opened: Profile) -> Settings:
    from kitstation.station.settings import load_settings

    return load_settings(opened.settings)


def _pattern(name: str, expression: str, examples: tuple[str, ...]) -> PatternSettings:
    from pydantic import ValidationError

    from kitstation.station.code_patterns import PatternSettings

    try:
        return PatternSettings(name=name, expression=expression, examples=examples)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = str(first["loc"][0]).upper()
        raise typer.BadParameter(f"{first['msg']}.", param_hint=where) from None


def _keep(opened: Profile, settings: Settings, patterns: Sequence[PatternSettings]) -> None:
    from kitstation.station.settings import Settings, save_settings

    changed = Settings.model_validate({**settings.model_dump(), "patterns": patterns})
    save_settings(changed, opened.settings)


def _codes(given: list[str] | None) -> tuple[str, ...]:
    """Return codes as they were given, or as JSON writes them: a shell has no key for a group separator."""
    return tuple(_code(each) for each in given or ())


def _code(given: str) -> str:
    if not (given.startswith('"') and given.endswith('"') and len(given) > 1):
        return given
    try:
        read: object = json.loads(given)
    except ValueError:
        return given
    return read if isinstance(read, str) else given


def _state(trial: PatternTrial) -> str:
    if trial.fault:
        return f"cannot be used: {trial.fault.detail}"
    wrong = sum(not sample.is_well for sample in trial.samples)
    if wrong:
        return f"{wrong} of {len(trial.samples)} examples are not taken for it"
    return f"{len(trial.samples)} examples" if trial.samples else "no examples"


def _lines(sample: SampleTrial) -> list[str]:
    mark = "✓" if sample.is_well else "✗"
    lines = [f"{mark} {json.dumps(sample.sample, ensure_ascii=False)} is taken for {sample.winner}"]
    lines += [f"    {group} = {value}" for group, value in sample.groups]
    lines += [f"    {problem.detail}" for problem in sample.problems]
    if sample.meaning is None:
        lines.append("    The pattern does not match it.")
    return lines


def _sample(sample: SampleTrial) -> JsonObject:
    return {
        "sample": sample.sample,
        "result": sample.result,
        "winner": sample.winner,
        "groups": dict(sample.groups),
        "problems": [{"code": problem.code, "detail": problem.detail} for problem in sample.problems],
    }


def _not_well(trial: PatternTrial, name: str, *, as_json: bool) -> typer.Exit:
    if trial.fault:
        return refuse(trial.fault.title, detail=trial.fault.detail, as_json=as_json)
    wrong = next(sample for sample in trial.samples if not sample.is_well)
    detail = "\n".join(_lines(wrong))
    return refuse(f"An example of {name} is not taken for it.", detail=detail, as_json=as_json)


def _no_such(name: str, *, as_json: bool) -> typer.Exit:
    hint = "See them with: kitstation pattern list"
    return refuse(f"There is no pattern {name}.", hint=hint, as_json=as_json)


def _tell(sentence: str, pattern: PatternSettings, *, as_json: bool) -> None:
    if as_json:
        print_json(pattern.model_dump(mode="json"))
    else:
        typer.echo(sentence)
