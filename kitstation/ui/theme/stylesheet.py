"""One style sheet, made from the tokens, for every control of Qt that the pages use."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from kitstation.ui.resources import resource

if TYPE_CHECKING:
    from kitstation.ui.theme.sizes import Sizes
    from kitstation.ui.theme.tokens import Tokens

# No rule sets a font: a font in a style sheet would overrule the roles that the widgets are given. Borders keep
# their width when focus comes, so that nothing moves; only their colour changes.
_SURFACES = """
QMainWindow, QDialog, QWidget[surface="page"] { background: $background; }
QToolTip { background: $ink; color: $surface; border: 0; padding: 4px 8px; }
QFrame[surface="card"], QFrame[surface="header"], QFrame[surface="rail"] {
  background: $surface; border: 1px solid $line;
}
QFrame[surface="card"] { border-radius: ${card_radius}px; }
QFrame[surface="header"] { border-width: 0 0 1px 0; }
QFrame[surface="rail"] { border-width: 0 1px 0 0; }
QFrame[surface="rule"] { background: $line; border: 0; max-height: 1px; }
QScrollArea, QStackedWidget { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QStatusBar { background: $background; color: $muted; }
QGroupBox { border: 1px solid $line; border-radius: ${card_radius}px; margin-top: 12px; padding: 16px; }
QGroupBox::title { subcontrol-origin: margin; left: 16px; padding: 0 4px; color: $muted; }
QTabBar::tab { padding: 8px 16px; color: $muted; border: 2px solid transparent; background: transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar:focus::tab:selected { border-color: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
"""

_BUTTONS = """
QPushButton, QToolButton {
  background: $surface; color: $ink; border: 2px solid $button_line; border-radius: ${control_radius}px;
  padding: 0 14px; min-height: ${control_inner}px;
}
QToolButton { padding: 0 8px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border-color: $ink; }
QPushButton[kind="primary"]:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton[kind="danger"] { color: $refused; }
QPushButton[kind="link"] {
  background: transparent; border-color: transparent; color: $accent; padding: 0 4px; font-weight: 600;
}
QPushButton[kind="link"]:hover { color: $accent_hover; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="link"]:disabled { color: $disabled; }
QPushButton[kind="attention"] {
  background: $attention_soft; color: $attention; border-color: $attention_soft; font-weight: 600;
  border-radius: ${pill_radius}px; min-height: ${pill_inner}px; padding: 0 10px;
}
QPushButton[kind="attention"]:hover { border-color: $attention_fill; }
QPushButton[kind="attention"]:focus { border-color: $attention; }
QPushButton[kind="key"] { min-height: ${key_inner}px; font-size: ${key_text}px; padding: 0 8px; }
QPushButton[tall="true"] { min-height: ${key_inner}px; }
QPushButton[kind="segment"] {
  background: transparent; border-color: transparent; color: $muted; font-weight: 600;
  min-height: ${segment_inner}px;
}
QPushButton[kind="segment"]:hover { background: $hover; }
QPushButton[kind="segment"]:checked { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="segment"][tone="returned"]:checked {
  background: $returned_ink; border-color: $returned_ink; color: $returned_soft;
}
QPushButton[kind="segment"]:focus { border-color: $outline; }
QPushButton[kind="segment"]:checked:focus { border-color: $ink; }
QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QToolButton[kind="quiet"]:hover { background: $hover; }
QToolButton[kind="quiet"]:focus { border-color: $accent; }
QLineEdit QToolButton { background: transparent; border: 0; padding: 0; min-height: 0; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $surface; color: $ink; border: 2px solid $outline; border-radius: ${control_radius}px;
  padding: 0 10px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: ${control_inner}px; }
QAbstractSpinBox { max-height: ${control_inner}px; }
QPlainTextEdit, QTextEdit { padding: 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
  border-color: $accent;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
  background: $background; color: $disabled; border-color: $line;
}
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"] { border-color: $refused; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QTextBrowser { background: transparent; border-color: transparent; padding: 0; }
QComboBox::drop-down {
  subcontrol-origin: padding; subcontrol-position: center right; width: 24px; border: 0; background: transparent;
}
QComboBox::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $surface; color: $ink; border: 1px solid $outline; padding: 4px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: ${control_inner}px; padding: 0 8px; border-radius: 4px; }
QCheckBox, QRadioButton {
  color: $ink; spacing: 8px; padding: 4px; border: 2px solid transparent; border-radius: ${control_radius}px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator { width: ${tick}px; height: ${tick}px; }
QCheckBox::indicator { border: 2px solid $outline; border-radius: 5px; background: $surface; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url("$partial"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $track; }
QRadioButton::indicator { border: 2px solid $outline; border-radius: ${radio_radius}px; background: $surface; }
QRadioButton::indicator:checked { border: ${radio_dot}px solid $accent; width: ${radio_in}px; height: ${radio_in}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 6px; border-radius: 3px; background: $track; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 3px; }
QSlider::handle:horizontal {
  width: 18px; height: 18px; margin: -8px 0; border-radius: 11px; background: $surface; border: 2px solid $accent;
}
QSlider::handle:horizontal:focus { background: $accent; }
QProgressBar {
  border: 0; border-radius: 4px; background: $track; color: $ink; min-height: 8px; max-height: 8px;
}
QProgressBar::chunk { background: $accepted_fill; border-radius: 4px; }
"""

_LISTS = """
QAbstractItemView {
  background: transparent; alternate-background-color: $hover; color: $ink; border: 0; outline: 0;
  selection-background-color: $accent_soft; selection-color: $ink;
}
QTreeView, QListView { border: 2px solid transparent; border-radius: ${card_radius}px; }
QTreeView:focus, QListView:focus { border-color: $accent; }
QListView#choices { background: $surface; border: 1px solid $outline; border-radius: 0; padding: 4px; }
QTableView { border: 1px solid transparent; border-radius: ${card_radius}px; }
QTableView[ring="true"]:focus { border-color: $accent; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section {
  background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: 0 10px; min-height: ${header}px; font-weight: 600;
}
QHeaderView::section:hover { background: $hover; }
QHeaderView::section:first { border-top-left-radius: ${card_radius}px; }
QHeaderView::section:last, QHeaderView::section:only-one { border-top-right-radius: ${card_radius}px; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 10px; height: 10px; }
QTableCornerButton::section { background: $surface; border: 0; }
QListView::item, QTreeView::item { min-height: ${row}px; padding: 0 8px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $ink; }
QMenu { background: $surface; color: $ink; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: ${menu_padding}px 28px; border-radius: 6px; background: transparent; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::icon { padding-left: 8px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $outline; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def stylesheet(tokens: Tokens, sizes: Sizes) -> str:
    """Return the application's style sheet for a theme and a density."""
    sheet = Template(_SURFACES + _BUTTONS + _FIELDS + _LISTS)
    return sheet.substitute(_colours(tokens), **_measures(sizes))


def _colours(tokens: Tokens) -> dict[str, str]:
    variant = "dark" if tokens.dark else "light"
    return {
        "background": tokens.background,
        "surface": tokens.surface,
        "line": tokens.line,
        "outline": tokens.outline,
        "button_line": tokens.line,
        "hover": tokens.hover,
        "track": tokens.track,
        "ink": tokens.ink,
        "muted": tokens.muted,
        "disabled": tokens.outline,
        "accent": tokens.accent,
        "accent_soft": tokens.accent_soft,
        "accent_hover": tokens.accent_hover,
        "on_accent": tokens.on_accent,
        "accepted_fill": tokens.accepted.fill,
        "refused": tokens.refused.ink,
        "attention": tokens.attention.ink,
        "attention_soft": tokens.attention.soft,
        "attention_fill": tokens.attention.fill,
        "returned_ink": tokens.returned.ink,
        "returned_soft": tokens.returned.soft,
        "chevron": resource(f"icons/control-chevron-{variant}.svg").as_posix(),
        "check": resource(f"icons/control-check-{variant}.svg").as_posix(),
        "partial": resource(f"icons/control-partial-{variant}.svg").as_posix(),
    }


def _measures(sizes: Sizes) -> dict[str, int]:
    # A style sheet's min-height is that of the contents: without the border of 2 px above and below.
    tick = sizes.scaled(18)
    return {
        "card_radius": sizes.card_radius,
        "control_radius": sizes.control_radius,
        "control_inner": sizes.control - 4,
        "key_inner": sizes.touch_target - 4,
        "key_text": sizes.scaled(18),
        "segment_inner": sizes.touch_target - 4,
        "header": sizes.scaled(32),
        "pill_inner": sizes.scaled(32) - 4,
        "pill_radius": sizes.scaled(32) // 2,
        "row": sizes.row,
        "menu_padding": max(6, (sizes.control - sizes.scaled(18)) // 2),
        "tick": tick,
        "radio_radius": (tick + 4) // 2,
        "radio_dot": (tick + 4) // 3,
        "radio_in": tick + 4 - 2 * ((tick + 4) // 3),
    }
