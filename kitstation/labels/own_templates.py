"""The shop's own templates: opened to be edited, kept, copied, and given up for those of the program.

The program's own files are never changed: what is edited is kept in the folder of the profile, where a file of the
same name wins.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLockFile

from kitstation.labels.elements import ImageElement
from kitstation.labels.faults import TemplateFault, TemplateProblem
from kitstation.labels.template_files import template_text
from kitstation.labels.template_reading import NAME, read_template, template_fault

_LOCK_WAIT_MS = 2_000
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTemplate:
    """A template's text as it was read, and the mark of the shop's own file then; "" where there was none.

    `is_own` tells that the text is the shop's, `has_original` that the program has one of this name.
    """

    name: str
    text: str
    mark: str
    is_own: bool
    has_original: bool


class ChangedMeanwhile(TemplateFault):
    """The file is not as it was when it was opened: somebody else has written, made or removed it."""


class OwnTemplates:
    """The templates in the program's folder and those in the shop's own. Every method raises TemplateFault."""

    def __init__(self, originals: Path, own: Path) -> None:
        self._originals = originals
        self.folder = own

    def open(self, name: str) -> OpenedTemplate:
        """Read the text of a template, the shop's where there is one. Nothing is said about whether it is valid."""
        own, original = self._own(name), self._originals / f"{name}.toml"
        is_own = own.exists()
        if not is_own and not original.exists():
            raise TemplateFault(
                f"There is no label template “{name}”",
                hint=f"Choose one of: {', '.join(sorted(self.names()))}.",
            )
        # Before the text: what is written in between is noticed when this is kept.
        mark = _mark_of(own)
        text = template_text(own if is_own else original)
        if not is_own:
            self._bring_pictures(name, text)
        return OpenedTemplate(name=name, text=text, mark=mark, is_own=is_own, has_original=original.exists())

    def names(self) -> set[str]:
        """Return the names that are taken."""
        return {path.stem for folder in (self._originals, self.folder) for path in folder.glob("*.toml")}

    def is_own(self, name: str) -> bool:
        """Tell whether the shop has a file of this name."""
        return self._own(name).exists()

    def save(self, opened: OpenedTemplate, text: str) -> OpenedTemplate:
        """Keep a text in place of what was opened. Raises ChangedMeanwhile where the file is another one by now."""
        read_template(text, name=opened.name, folder=self.folder)
        path = self._own(opened.name)
        with self._alone(path):
            self._check_unchanged(path, opened.mark)
            _write(path, text)
        return self._reopened(opened.name, text)

    def save_as(self, name: str, text: str) -> OpenedTemplate:
        """Keep a text under a name that nothing has yet."""
        read_template(text, name=name, folder=self.folder)
        if name in self.names():
            raise TemplateFault(
                f"There is a label template “{name}” already", hint="Choose another name for this one."
            )
        path = self._own(name)
        with self._alone(path):
            self._check_unchanged(path, "")
            _write(path, text)
        return self._reopened(name, text)

    def copy(self, name: str, new: str) -> OpenedTemplate:
        """Keep a copy of a template: under its own name, which changes the program's for this shop, or another one."""
        opened = self.open(name)
        if new != name:
            return self.save_as(new, opened.text)
        if opened.is_own:
            raise TemplateFault(
                f"The shop has its own “{name}” already", hint="Edit it, or copy it to another name."
            )
        return self.save(opened, opened.text)

    def give_up(self, opened: OpenedTemplate) -> None:
        """Remove the shop's file, so that the program's own template is used again; `bring_back` undoes it."""
        path = self._own(opened.name)
        with self._alone(path):
            self._check_unchanged(path, opened.mark)
            _done(path, path.unlink)

    def bring_back(self, opened: OpenedTemplate) -> OpenedTemplate:
        """Write a file again that was given up."""
        path = self._own(opened.name)
        with self._alone(path):
            self._check_unchanged(path, "")
            _write(path, opened.text)
        return self._reopened(opened.name, opened.text)

    def keep_unsaved(self, name: str, text: str) -> None:
        """Keep a text that nobody has saved yet, beside the templates; it need not be one."""
        self._prepare()
        _write(self._unsaved(name), text)

    def take_unsaved(self, name: str) -> str | None:
        """Return the text that was kept so, once; None where there is none."""
        path = self._unsaved(name)
        if not path.exists():
            return None
        text = template_text(path)
        _done(path, path.unlink)
        return text

    def take_picture(self, picture: Path) -> str:
        """Copy a picture beside the shop's templates, and return its name there; one that is there is not replaced."""
        content = _done(picture, picture.read_bytes)
        self._prepare()
        for number in range(1, 1000):
            name = picture.name if number == 1 else f"{picture.stem}-{number}{picture.suffix}"
            path = self.folder / name
            if not path.exists():
                _done(path, partial(path.write_bytes, content))
                return name
            if _done(path, path.read_bytes) == content:
                return name
        raise TemplateFault(f"There are too many pictures called {picture.name}", hint="Rename this one.")

    def _own(self, name: str) -> Path:
        path = self.folder / f"{name}.toml"
        if not NAME.fullmatch(name):
            words = "A template's name is made of small letters, digits, - and _ alone."
            raise template_fault(path, [TemplateProblem((), words)])
        return path

    def _unsaved(self, name: str) -> Path:
        return self._own(name).with_suffix(".unsaved")

    def _reopened(self, name: str, text: str) -> OpenedTemplate:
        return OpenedTemplate(
            name=name,
            text=text,
            mark=_hash(text.encode()),
            is_own=True,
            has_original=(self._originals / f"{name}.toml").exists(),
        )

    def _check_unchanged(self, path: Path, mark: str) -> None:
        now = _mark_of(path)
        if now == mark:
            return
        if not now:
            what = "It was removed meanwhile."
        elif not mark:
            what = "Somebody made a file of this name meanwhile."
        else:
            what = "Somebody else wrote it meanwhile."
        raise ChangedMeanwhile(
            f"{path.name} is not as it was when it was opened",
            detail=what,
            hint="Look at the file as it is now, or keep yours under another name.",
        )

    def _bring_pictures(self, name: str, text: str) -> None:
        """Copy the pictures of a template of the program's beside the copy that may come."""
        template = read_template(text, name=name, folder=self._originals)
        for element in template.elements:
            if isinstance(element, ImageElement) and not (self.folder / element.file).exists():
                self.take_picture(self._originals / element.file)

    def _prepare(self) -> None:
        _done(self.folder, lambda: self.folder.mkdir(parents=True, exist_ok=True))

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """Keep other programs of ours from writing templates, so that nothing happens between looking and writing."""
        self._prepare()
        lock = QLockFile(str(self.folder / ".templates.lock"))
        if not lock.tryLock(_LOCK_WAIT_MS):
            raise TemplateFault(
                f"{path.name} cannot be written now",
                detail=f"Another program is writing templates in {self.folder}, or may not be written there.",
                hint="Try again in a moment; check the permissions of the folder.",
            )
        try:
            yield
        finally:
            lock.unlock()


def _write(path: Path, text: str) -> None:
    """Write a file wholly, or not at all."""
    half_written = path.with_suffix(f"{path.suffix}.new")

    def replace() -> None:
        with half_written.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        half_written.replace(path)

    _done(path, replace)


def _mark_of(path: Path) -> str:
    return _hash(_done(path, path.read_bytes)) if path.exists() else ""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _done(path: Path, work: Callable[[], Result]) -> Result:
    try:
        return work()
    except OSError as error:
        raise TemplateFault(
            f"{path.name} cannot be read or written",
            detail=f"{path}: {error.strerror}",
            hint="Check the permissions of the folder and the room on its disk.",
        ) from error
