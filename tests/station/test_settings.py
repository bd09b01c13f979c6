"""Settings and profile: what is kept between two starts, and what happens when that goes wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kitstation.domain.errors import KitstationError
from kitstation.station.profile import Profile
from kitstation.station.settings import Appearance, ScannerSettings, Settings, load_settings, save_settings


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.json")
    assert settings == Settings()
    assert (settings.station_name, settings.ask_quantity) == ("B1", False)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    saved = Settings(
        operator="Ada",
        scanners=(ScannerSettings(identity="usb:05e0:1701:SN", baudrate=115200),),
        appearance=Appearance.DARK,
        last_kit="KIT-1",
    )
    save_settings(saved, path)
    assert load_settings(path) == saved
    assert [left.name for left in tmp_path.iterdir()] == ["settings.json"]


@given(
    operator=st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()),
    debounce_ms=st.integers(0, 10_000),
    volume=st.integers(0, 100),
)
def test_saving_and_loading_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, operator: str, debounce_ms: int, volume: int
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    saved = Settings(operator=operator, debounce_ms=debounce_ms, volume=volume)
    save_settings(saved, path)
    assert load_settings(path) == saved


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(station_name="B2"), path)
    monkeypatch.setenv("KITSTATION_STATION_NAME", "B9")
    assert load_settings(path).station_name == "B9"


def test_what_an_older_or_newer_version_wrote_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"operator": "Ada", "from_the_future": 1}), encoding="utf-8")
    assert load_settings(path).operator == "Ada"


@pytest.mark.parametrize(
    "text", ["{", '"x"', '{"volume": 101}', '{"station_name": "a b"}', '{"debounce_ms": -1}']
)
def test_a_file_that_cannot_be_understood_is_a_fault_and_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KitstationError) as fault:
        load_settings(path)
    assert str(path) in fault.value.detail
    assert fault.value.hint
    assert path.read_text(encoding="utf-8") == text


def test_an_empty_file_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("", encoding="utf-8")
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KitstationError):
        load_settings(path)


def test_settings_that_cannot_be_saved_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KitstationError, match="cannot be saved"):
        save_settings(Settings(), tmp_path / "no folder" / "settings.json")


def test_an_impossible_value_is_not_taken() -> None:
    with pytest.raises(ValidationError):
        Settings(station_name="far too long a name")


def test_the_policy_follows_the_settings() -> None:
    policy = Settings(ask_quantity=True, ask_return_quantity=False, debounce_ms=250).policy
    assert (policy.ask_quantity, policy.ask_return_quantity) == (True, False)
    assert policy.debounce == timedelta(milliseconds=250)


def test_a_profile_keeps_everything_in_its_folder(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "deep" / "profile")
    profile.prepare()
    profile.prepare()
    assert {profile.database.parent, profile.settings.parent, profile.log.parent} == {profile.folder}
    assert profile.folder.is_dir()


def test_a_profile_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KitstationError) as fault:
        Profile(tmp_path / "file" / "profile").prepare()
    assert "--profile" in fault.value.hint


def test_the_usual_profile_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "kitstation" in str(Profile.usual().folder)
