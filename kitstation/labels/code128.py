"""Code 128 as a string of modules."""

from __future__ import annotations

from kitstation.labels.faults import LabelFault

QUIET_MODULES = 10
"""So many blank modules a scanner needs on either side (ISO/IEC 15417)."""

_HIGHEST_PAIR = "99"


def modules(text: str) -> str:
    """Return a symbol as a string of modules, 1 for a bar and 0 for a space, without its quiet zones.

    Raises LabelFault for a text that cannot be printed and read back as it is.
    """
    if not text or not text.isascii() or not text.isprintable():
        raise LabelFault(
            f"“{text}” cannot be printed as a barcode",
            hint="Use letters, digits and signs of the English keyboard.",
        )
    from barcode import Code128

    class WholeCode128(Code128):  # type: ignore[misc]  # python-barcode publishes no annotations
        """Code 128 that keeps a leading 99."""

        def _try_to_optimize(self, encoded: list[int]) -> list[int]:
            # WORKAROUND(python-barcode 0.16.1): the pair 99 has the number of the switch to code set C, and is
            # taken for one and dropped when it stands first. Mended upstream for 0.16.2 (its issue 251).
            if self.code.startswith(_HIGHEST_PAIR):
                return encoded
            optimized: list[int] = super()._try_to_optimize(encoded)
            return optimized

    return str(WholeCode128(text).build()[0])
