# Sourced by packaging/run and packaging/test: makes the virtual environment and what it needs.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment=${KITSTATION_VENV:-"$root/.venv"}

say() { printf '%s\n' "kitstation: $*" >&2; }

give_up() {
    say "$*"
    exit 3
}

# Qt's libraries and a font, as Debian and Ubuntu name them.
system_packages=(
    libegl1 libgl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 fonts-dejavu-core
    libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
    libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libpulse0
)

apt_install() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || return 1
        as_root=(sudo)
    fi
    say "installing $* (apt)"
    "${as_root[@]}" apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >&2
}

is_supported() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${KITSTATION_PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null && is_supported "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    give_up "Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or name it in KITSTATION_PYTHON."
}

make_virtual_environment() {
    local python
    if [ -x "$environment/bin/python" ] && is_supported "$environment/bin/python"; then
        return
    fi
    python=$(find_python) || exit 3
    say "making a virtual environment in $environment with $("$python" --version)"
    if ! "$python" -m venv --clear "$environment" >/dev/null 2>&1; then
        apt_install python3-venv || true
        "$python" -m venv --clear "$environment" >&2 ||
            give_up "the virtual environment could not be made; on Debian and Ubuntu: apt install python3-venv"
    fi
}

# install_project EXTRAS: installs what is missing; does nothing when nothing has changed since the last time.
install_project() {
    local extras=$1 stamp="$environment/.kitstation-installed$1" wanted
    wanted=$(cat "$root/pyproject.toml" "$root/packaging/constraints.txt" | cksum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    say "installing what the program needs (this takes a minute or two the first time)"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
        --constraint "$root/packaging/constraints.txt" --editable "$root$extras" >&2 ||
        give_up "the installation failed; see the message above. A connection to the package index is needed once."
    printf '%s' "$wanted" >"$stamp"
}

# Python keeps what it compiles only where it may (not under PYTHONDONTWRITEBYTECODE, nor in a folder of somebody
# else's); without that every start compiles the whole program. What has not changed is passed over.
compile_project() {
    "$environment/bin/python" -m compileall -q "$root/kitstation" >&2 ||
        say "the program could not be compiled beforehand; it starts more slowly"
}

# Qt loads its platform's libraries when a window is made; what is missing shows only then.
qt_works() {
    QT_QPA_PLATFORM=offscreen "$environment/bin/python" -c \
        'from PySide6.QtWidgets import QApplication, QLabel; from PySide6 import QtMultimedia, QtSvg; app = QApplication([]); QLabel("x").grab()' \
        >/dev/null 2>&1
}

has_fonts() {
    command -v fc-list >/dev/null && [ -n "$(fc-list 2>/dev/null | head -n 1)" ]
}

install_system_libraries() {
    local stamp="$environment/.kitstation-system"
    [ -e "$stamp" ] && return
    if ! qt_works || ! has_fonts; then
        apt_install "${system_packages[@]}" fontconfig ||
            say "Qt's system libraries could not be installed by themselves: ${system_packages[*]}"
        qt_works || give_up "Qt does not start. It needs: ${system_packages[*]}"
    fi
    : >"$stamp"
}
