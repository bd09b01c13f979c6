from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.tokens import Theme, Tone
from kitstation.ui.widgets.headline import Headline
from kitstation.ui.widgets.text import Text, fitted_lines
from kitstation.ui.widgets.verdict_banner import Verdict, VerdictBanner

LONG = (
    "Put it back to Stores / C1 and take the one that lies in Stores / B2-01 behind the blue box instead. "
    * 3
)


@pytest.fixture
def banner(appearance: Appearance, qtbot: QtBot) -> VerdictBanner:
    made = VerdictBanner(appearance)
    qtbot.addWidget(made)
    made.resize(700, 124)
    return made


def _ground(banner: VerdictBanner) -> str:
    return banner.grab().toImage().pixelColor(banner.width() // 2, 4).name().upper()


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.IDLE])
def test_the_ground_has_the_colour_of_the_tone(
    banner: VerdictBanner, appearance: Appearance, tone: Tone, theme: Theme
) -> None:
    appearance.set_theme(theme)
    banner.show_verdict(Verdict(tone, "Headline", "Sentence"))
    assert _ground(banner) == appearance.tokens.tone(tone).soft


def test_a_verdict_is_spoken_and_stays(banner: VerdictBanner) -> None:
    verdict = Verdict(Tone.REFUSED, "ZZ-1 is not in this kit", "Put it back to Stores / C1.", "WRONG_PART")
    banner.show_verdict(verdict)
    assert banner.accessibleName() == "ZZ-1 is not in this kit. Put it back to Stores / C1"
    assert banner.verdict is verdict


def test_the_code_is_in_the_tool_tip_alone(banner: VerdictBanner) -> None:
    banner.show_verdict(Verdict(Tone.REFUSED, "Not in this kit", code="WRONG_PART"))
    assert "WRONG_PART" in banner.toolTip()
    assert "WRONG_PART" not in banner.accessibleName()


def test_the_banner_keeps_its_height_whatever_it_says(banner: VerdictBanner) -> None:
    before = banner.sizeHint().height()
    banner.show_verdict(Verdict(Tone.REFUSED, LONG, LONG))
    assert banner.sizeHint().height() == before == banner.maximumHeight()


def test_a_flash_exchanges_the_colours_for_a_moment(
    banner: VerdictBanner, appearance: Appearance, qtbot: QtBot
) -> None:
    banner.flash = True
    banner.show_verdict(Verdict(Tone.ACCEPTED, "Issued"))
    assert banner.flashing
    assert _ground(banner) == appearance.tokens.accepted.ink
    qtbot.waitUntil(lambda: not banner.flashing)
    assert _ground(banner) == appearance.tokens.accepted.soft


def test_without_the_option_nothing_flashes(banner: VerdictBanner) -> None:
    banner.show_verdict(Verdict(Tone.ACCEPTED, "Issued"))
    assert not banner.flashing


@pytest.mark.parametrize("lines", [1, 2])
def test_a_text_that_does_not_fit_is_elided_and_whole_in_the_tool_tip(
    appearance: Appearance, qtbot: QtBot, lines: int
) -> None:
    text = Text(appearance, LONG, lines=lines)
    qtbot.addWidget(text)
    text.resize(200, text.heightForWidth(200))
    assert (text.elided, text.toolTip()) == (True, LONG)
    text.setText("short")
    assert (text.elided, text.toolTip()) == (False, "")


def test_a_text_that_wraps_asks_for_the_height_of_its_lines(appearance: Appearance, qtbot: QtBot) -> None:
    text = Text(appearance, LONG, lines=2)
    qtbot.addWidget(text)
    assert text.hasHeightForWidth()
    assert text.heightForWidth(200) == 2 * text.heightForWidth(100_000)


def test_fitted_lines_lose_no_words_where_there_is_room(appearance: Appearance) -> None:
    words = "one two three four five six seven"
    lines = fitted_lines(words, Text(appearance).font(), 120, 9)
    assert len(lines) > 1
    assert " ".join(lines) == words


def test_markup_in_a_text_is_shown_as_it_is(appearance: Appearance, qtbot: QtBot) -> None:
    text = Text(appearance, "<b>LOT</b>")
    qtbot.addWidget(text)
    assert text.sizeHint().width() > Text(appearance, "LOT").sizeHint().width()


def _headline(banner: VerdictBanner) -> Headline:
    (found,) = banner.findChildren(Headline)
    return found


@pytest.mark.parametrize(
    ("width", "headline", "pixels", "lines"),
    [
        (700, "Issued FPGA-0001", 31, 1),
        (1500, "Issued FPGA-0001", 44, 1),
        (700, "NO-SUCH-CODE-AT-ALL is not known", 25, 1),
        (560, "A-VERY-LONG-CODE-OF-A-REEL is not known here at all", 22, 2),
    ],
)
def test_a_headline_shrinks_then_wraps_before_a_word_is_left_out(
    banner: VerdictBanner, qtbot: QtBot, width: int, headline: str, pixels: int, lines: int
) -> None:
    banner.resize(width, banner.height())
    with qtbot.waitExposed(banner):
        banner.show()
    banner.show_verdict(Verdict(Tone.REFUSED, headline, LONG[:120]))
    shown = _headline(banner)
    qtbot.waitUntil(lambda: shown.height() >= lines * shown.fontMetrics().lineSpacing())
    assert shown.font().pixelSize() <= pixels
    assert not shown.elided
    assert shown.heightForWidth(shown.width()) == lines * shown.fontMetrics().lineSpacing()
