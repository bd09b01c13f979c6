"""`--help`, all of it: every option is explained, and the same thing is asked for in the same words everywhere."""

from __future__ import annotations

import pytest

from tests.packaging.documents import every_command, options_of

COMMANDS = [(words, command) for words, command in every_command() if not hasattr(command, "commands")]
LISTINGS = [words for words, _ in COMMANDS if words.endswith(" list")]
LONG_LISTINGS = ("inventory", "part", "kit", "run", "order", "position", "location")
METAVARS = {
    "--part": "PN",
    "--quantity": "N",
    "--revision": "R",
    "--location": "PLACE",
    "--at": "PLACE",
    "--to": "PLACE",
    "--kit": "KIT",
    "--supplier": "NAME",
    "--operator": "NAME",
    "--profile": "DIR",
    "--limit": "N",
    "--expires": "DAY",
    "--since": "DAY",
    "--until": "DAY",
    "--reason": "WHY",
}


def test_every_command_argument_and_option_is_explained() -> None:
    unexplained = [words for words, command in every_command() if not command.help]
    unexplained += [
        f"{words} {parameter.name}"
        for words, command in every_command()
        for parameter in command.params
        if not parameter.help
    ]
    assert unexplained == []


def test_a_sentence_of_the_help_ends_as_one() -> None:
    open_ended = [
        f"{words} {parameter.name}: {parameter.help}"
        for words, command in every_command()
        for parameter in command.params
        if parameter.name != "help" and not parameter.help.endswith((".", ")"))
    ]
    assert open_ended == []


@pytest.mark.parametrize(("option", "metavar"), METAVARS.items())
def test_the_same_option_is_given_the_same_thing(option: str, metavar: str) -> None:
    given = {
        f"{words}: {parameter.metavar}"
        for words, command in every_command()
        for parameter in command.params
        if option in parameter.opts and parameter.metavar != metavar
    }
    assert given == set()


@pytest.mark.parametrize("listing", LISTINGS)
def test_a_listing_is_there_for_scripts(listing: str) -> None:
    assert "--json" in options_of(dict(COMMANDS)[listing])


@pytest.mark.parametrize("group", LONG_LISTINGS)
def test_a_long_listing_can_be_cut(group: str) -> None:
    assert "--limit" in options_of(dict(COMMANDS)[f"kitstation {group} list"])
