"""What a typed or scanned text asks the history of: what it names exactly, else all that contains it."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.scanning.grammar import Grammar
from kitstation.station.genealogy.subjects import find_subjects
from kitstation.station.resolving import resolve
from kitstation.station.sentences import readable
from kitstation.store.database import Reader
from kitstation.store.queries import timeline_subjects
from kitstation.store.queries.timeline import operators_in_journal
from kitstation.store.queries.timeline_subjects import About, AboutKind

MOST_PLACES = 60
"""A place with no more places inside is told of together with them; a larger one by itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks for: `title` names it where it is one thing, else it is empty."""

    about: tuple[About, ...]
    title: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """The items whose balance can be drawn: those of the one thing that is asked for."""
        if len(self.about) != 1 or self.about[0].kind is not AboutKind.ITEM or not self.title:
            return ()
        return self.about[0].uids


def find_asked(reader: Reader, text: str, grammar: Grammar) -> Asked:
    """Return what a text asks for; nothing where nothing has it."""
    wanted = text.strip(" \t")
    if not wanted:
        return Asked(())
    return _exactly(reader, wanted, grammar) or _people(reader, wanted) or _containing(reader, wanted)


def _exactly(reader: Reader, wanted: str, grammar: Grammar) -> Asked | None:
    targets = resolve(grammar.read(wanted), reader).targets
    for kind, named in ((AboutKind.KIT, targets.kits), (AboutKind.PART, targets.parts)):
        if named:
            return Asked((About(kind, tuple(target.uid for target in named)),), named[0].name)
    if targets.locations:
        place = targets.locations[0]
        inside = timeline_subjects.locations_inside(reader, place.name)
        # All that is inside a whole store is nearly all that ever happened.
        followed = inside if len(inside) <= MOST_PLACES else (place.uid,)
        return Asked((About(AboutKind.LOCATION, followed),), readable(place.name))
    if subjects := find_subjects(reader, wanted, grammar):
        uids = tuple(uid for subject in subjects for uid in subject.item_uids)
        title = f"{subjects[0].number} · {subjects[0].part_number}" if len(subjects) == 1 else ""
        return Asked((About(AboutKind.ITEM, uids),), title)
    return None


def _people(reader: Reader, wanted: str) -> Asked | None:
    for name in operators_in_journal(reader):
        if name.casefold() == wanted.casefold():
            return Asked((About(AboutKind.OPERATOR, (name,)),), name)
    if timeline_subjects.is_station(reader, wanted):
        return Asked((About(AboutKind.STATION, (wanted,)),), wanted)
    return None


def _containing(reader: Reader, wanted: str) -> Asked:
    found = timeline_subjects.subjects_named(reader, wanted)
    title = ""
    if len(found) == 1 and found[0].kind is AboutKind.RUN and len(found[0].uids) == 1:
        title = wanted
    return Asked(found, title)
