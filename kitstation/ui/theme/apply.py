"""Put a theme on the application, and change it while it runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kitstation.ui.icons import Icons
from kitstation.ui.theme.sizes import Density, Sizes, TextRole, text_scale
from kitstation.ui.theme.stylesheet import stylesheet
from kitstation.ui.theme.tokens import DARK, LIGHT, Theme, Tokens

_FALLBACK_FAMILIES = ("Segoe UI", "SF Pro Text", "Inter", "Cantarell", "Noto Sans", "DejaVu Sans")
_SCHEMES = {
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
}


class Appearance(QObject):
    """The theme in force: what widgets ask for colours, sizes, fonts and icons.

    Widgets keep the appearance that they were given and repaint themselves on `changed`.
    """

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme, density: Density) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._system_scheme = app.styleHints().colorScheme()
        self._applied = False
        self._base = _platform_font()
        self._fonts: dict[TextRole, QFont] = {}
        self.sizes = Sizes(density, _platform_scale())
        self.tokens = self._wanted_tokens()
        self.icons = Icons()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """Which theme the operator chose."""
        return self._theme

    def apply(self) -> None:
        """Give the application the palette, font and style sheet of this appearance."""
        if not self._applied:
            # Under a style sheet the style no longer tells its name, and setting it again dresses every widget twice.
            self._app.setStyle("Fusion")
        self._applied = True
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font(TextRole.BODY))
        self._app.setStyleSheet(stylesheet(self.tokens, self.sizes))

    def set_theme(self, theme: Theme) -> None:
        """Change to another theme at once."""
        self._theme = theme
        # The desktop is told too, so that title bars and file dialogs match.
        self._app.styleHints().setColorScheme(_SCHEMES[theme])
        self._system_scheme = self._app.styleHints().colorScheme()
        self._refresh()

    def set_density(self, density: Density) -> None:
        """Change to another density at once."""
        if density is not self.sizes.density:
            self.sizes = Sizes(density, self.sizes.scale)
            self._fonts.clear()
            self._announce()

    def font(self, role: TextRole) -> QFont:
        """Return the platform's typeface in the size and weight of a role, with tabular figures."""
        made = self._fonts.get(role)
        if made is None:
            made = self._fonts[role] = QFont(self._base)
            made.setPixelSize(self.sizes.text(role))
            made.setWeight(QFont.Weight.DemiBold if self.sizes.bold(role) else QFont.Weight.Normal)
        return QFont(made)

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        self._system_scheme = scheme
        self._refresh()

    def _refresh(self) -> None:
        tokens = self._wanted_tokens()
        if tokens is not self.tokens:
            self.tokens = tokens
            self.icons.forget()
            self._announce()

    def _announce(self) -> None:
        if self._applied:
            self.apply()
        self.changed.emit()

    def _wanted_tokens(self) -> Tokens:
        if self._theme is Theme.SYSTEM:
            return DARK if self._system_scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._theme is Theme.DARK else LIGHT


def apply_theme(app: QApplication, theme: Theme, density: Density) -> Appearance:
    """Dress the application; the appearance returned changes it later and is handed to every widget."""
    appearance = Appearance(app, theme, density)
    appearance.set_theme(theme)
    appearance.apply()
    return appearance


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for what the style sheet leaves to the Fusion style."""
    colours = QPalette()
    role = QPalette.ColorRole
    for wanted, colour in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.hover),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.refused.ink),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.ink),
        (role.ToolTipText, tokens.surface),
    ):
        colours.setColor(wanted, QColor(colour))
    for faded in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, faded, QColor(tokens.outline))
    return colours


def _platform_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies([font.family(), *_FALLBACK_FAMILIES])
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _platform_scale() -> float:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return text_scale(QGuiApplication.platformName(), QFontInfo(font).pixelSize())
