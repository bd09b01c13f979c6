"""Reading templates from the files of folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kitstation.labels.faults import TemplateFault, TemplateProblem
from kitstation.labels.fields import RecordKind
from kitstation.labels.template import Template
from kitstation.labels.template_reading import read_template, template_fault

_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates by name. What a file of the same name could not give is in `faults`, by name as well."""

    by_name: Mapping[str, Template]
    faults: Mapping[str, TemplateFault]

    def get(self, name: str) -> Template:
        """Return a template. Raises TemplateFault for a name that there is not, or whose file is at fault."""
        if name in self.faults:
            raise self.faults[name]
        if name not in self.by_name:
            raise TemplateFault(
                f"There is no label template “{name}”",
                hint=f"Choose one of: {', '.join(sorted(self.by_name))}.",
            )
        return self.by_name[name]

    def title_of(self, name: str) -> str:
        """Return what people choose a template by: its title, with its name where another one is called the same.

        A template that is not there, any more, has its name alone.
        """
        known = self.by_name.get(name)
        if known is None:
            return name
        alike = sum(one.title == known.title and one.kind is known.kind for one in self.by_name.values())
        return known.title if alike == 1 else f"{known.title} ({name})"

    def for_kind(self, kind: RecordKind) -> tuple[Template, ...]:
        """Return the templates of a kind of record, by name."""
        return tuple(self.by_name[name] for name in sorted(self.by_name) if self.by_name[name].kind is kind)


def load_templates(*folders: Path) -> Templates:
    """Read the templates of all folders; a later folder's file wins over an earlier one's of the same name.

    A folder that is not there has none. A file at fault hides the earlier one: printing something else than
    the shop's own label would be worse than saying so.
    """
    found: dict[str, Template | TemplateFault] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                found[path.stem] = load_template(path)
            except TemplateFault as fault:
                found[path.stem] = fault
    return Templates(
        MappingProxyType({name: one for name, one in found.items() if isinstance(one, Template)}),
        MappingProxyType({name: one for name, one in found.items() if isinstance(one, TemplateFault)}),
    )


def load_template(path: Path) -> Template:
    """Read one template; its name is the file's. Raises TemplateFault that names file, line, element and remedy."""
    return read_template(template_text(path), name=path.stem, folder=path.parent)


def template_text(path: Path) -> str:
    """Return the text of a template's file. Raises TemplateFault where it cannot be read as text."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise template_fault(path, [TemplateProblem((), "The file is too large for a template.")])
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise template_fault(path, [TemplateProblem((), str(error.strerror))]) from error
    except UnicodeDecodeError as error:
        words = "The file is not text in UTF-8. Save it as UTF-8."
        raise template_fault(path, [TemplateProblem((), words)]) from error
