"""Control characters can be written as words and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.ui.demo.spelling import meant_by, spelled_out

CODES = st.text(alphabet=st.sampled_from("A1-.[)>\x04\x1d\x1e\x01\t"))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("FPGA-0001", "FPGA-0001"),
        ("[)><RS>06<GS>1PAB<RS><EOT>", "[)>\x1e06\x1d1PAB\x1e\x04"),
        ("a<gs>b", "a\x1db"),
        ("<NO>", "<NO>"),
        ("<>", "<>"),
        ("", ""),
    ],
)
def test_words_mean_control_characters(written: str, code: str) -> None:
    assert meant_by(written) == code


def test_a_code_is_spelled_out_for_people() -> None:
    assert spelled_out("[)>\x1e06\x1dQ5\x1e\x04") == "[)><RS>06<GS>Q5<RS><EOT>"


@given(CODES)
def test_what_is_spelled_out_means_the_same_code(code: str) -> None:
    assert meant_by(spelled_out(code)) == code
