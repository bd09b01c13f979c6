"""What follows from the diagnoses of several test codes: what to mend, and how the program takes the scanner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitstation.scanning.scanner_diagnosis import Diagnosis
from kitstation.scanning.scanner_findings import Finding, FindingCode, Severity
from kitstation.scanning.trial_codes import TRIAL_CODES, TrialCode


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What is known of a scanner after its trial.

    `problems` and `advice` name each finding once. `no_terminator` says that silence has to end its codes; `prefix`
    is what tells its typing from a person's, "" where it sends none. `untried` are the test codes not read yet.
    """

    problems: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    no_terminator: bool
    prefix: str
    untried: tuple[TrialCode, ...]

    @property
    def ready(self) -> bool:
        """Whether every test code was read, and nothing is set wrong."""
        return not self.problems and not self.untried


def conclude(diagnoses: Iterable[Diagnosis]) -> Conclusion:
    """Return what follows from the last diagnosis of each test code."""
    told = tuple(diagnoses)
    read = {diagnosis.code for diagnosis in told}
    return Conclusion(
        problems=tuple(_once(told, Severity.PROBLEM)),
        advice=tuple(_once(told, Severity.ADVICE)),
        no_terminator=any(diagnosis.understood and not diagnosis.suffix for diagnosis in told),
        prefix=next((found.prefix for found in told if _is_fine_prefix(found)), ""),
        untried=tuple(code for code in TRIAL_CODES if code not in read),
    )


def _once(diagnoses: Iterable[Diagnosis], severity: Severity) -> Iterator[Finding]:
    seen: set[tuple[FindingCode, str]] = set()
    for diagnosis in diagnoses:
        for finding in diagnosis.findings:
            if finding.severity is severity and (key := (finding.code, finding.mend)) not in seen:
                seen.add(key)
                yield finding


def _is_fine_prefix(diagnosis: Diagnosis) -> bool:
    return any(
        finding.code is FindingCode.PREFIX and finding.severity is Severity.FINE
        for finding in diagnosis.findings
    )
