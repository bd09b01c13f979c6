"""The modules of a symbol that zxing-cpp has made."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import zxingcpp
    from typing_extensions import Buffer


def rows_of(made: zxingcpp.Barcode) -> tuple[bytes, ...]:
    """Return the modules of a symbol row by row, a byte each, 0 for a dark one, without its quiet zones."""
    # The library's stubs leave out that its pictures are buffers.
    image = memoryview(cast("Buffer", made.to_image(scale=1, add_quiet_zones=False)))
    _, width = image.shape or (0, 0)
    content = image.tobytes()
    return tuple(content[at : at + width] for at in range(0, len(content), width))
