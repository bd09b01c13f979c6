"""ZPL as an independent renderer draws it.

Needs node and its package: npm install -g zpl-renderer-js@3.4.0
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.native_zpl import to_native_zpl
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from kitstation.labels.zpl import Compression, to_zpl
from tests.labels.samples import BUILT_IN, HEAD, template_of, texts_read

pytestmark = pytest.mark.optional

PACKAGES = "KITSTATION_NODE_PACKAGES"
"""Names the folder node_modules that has the renderer, where it is not installed for all."""

_SCRIPT = """
const {ready} = require("zpl-renderer-js");
const job = JSON.parse(require("fs").readFileSync(0, "utf8"));
ready.then(({api}) => api.zplToBase64Async(job.zpl, job.width, job.height, job.dpmm))
  .then((png) => { process.stdout.write(png); process.exit(0); });
"""


class Renderer:
    """Draws ZPL as an emulated printer."""

    def __init__(self, node: str, packages: str) -> None:
        self._node = node
        self._environment = {**os.environ, "NODE_PATH": packages}

    def is_there(self) -> bool:
        return self._run('require("zpl-renderer-js")', "").returncode == 0

    def image(self, zpl: bytes, width: float, height: float, dpmm: int) -> QImage:
        """Return a label of this size in millimetres."""
        job = {"zpl": zpl.decode(), "width": width, "height": height, "dpmm": dpmm}
        done = self._run(_SCRIPT, json.dumps(job))
        assert done.returncode == 0, done.stderr
        return QImage.fromData(base64.b64decode(done.stdout))

    def _run(self, script: str, text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self._node, "-e", script + ";"],
            input=text,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    found = Renderer(node, os.environ.get(PACKAGES) or _global_packages())
    if not found.is_there():
        pytest.skip(f"node's package zpl-renderer-js is neither installed for all nor named by {PACKAGES}")
    return found


def _global_packages() -> str:
    npm = shutil.which("npm")
    if npm is None:
        return ""
    done = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip()


@pytest.mark.parametrize("name", sorted(BUILT_IN.by_name))
@pytest.mark.parametrize("compression", list(Compression))
def test_a_printer_draws_what_was_proved(
    qapp: QGuiApplication, renderer: Renderer, name: str, compression: Compression
) -> None:
    template = BUILT_IN.get(name)
    printed = ready(render(template, sample_data(template.kind), 203))
    zpl = to_zpl([printed], compression=compression)
    image = renderer.image(zpl, template.width, template.height, 8)
    assert {symbol.text for symbol in printed.label.symbols} <= texts_read(image)
    width, height = min(image.width(), printed.bitmap.width), min(image.height(), printed.bitmap.height)
    drawn = image.copy(0, 0, width, height).convertToFormat(QImage.Format.Format_RGB32)
    proved = printed.bitmap.image().copy(0, 0, width, height).convertToFormat(QImage.Format.Format_RGB32)
    assert drawn == proved


@pytest.mark.parametrize("code", ["SN-0001", "99A_1", "A>5\\~^XZ"])
def test_a_printer_draws_a_shop_s_own_zpl_with_its_values(
    qapp: QGuiApplication, renderer: Renderer, tmp_path: Path, code: str
) -> None:
    zpl = """^XA^CI28^FO60,40^BY2^BCN,80,N,N,N,A^FH^FD{code}^FS^XZ"""
    template = template_of(tmp_path, f"{HEAD}\nzpl = '''{zpl}'''\n")
    job = to_native_zpl(template, label_data(RecordKind.ITEM, {"code": code}))
    assert texts_read(renderer.image(job, 100, 30, 8)) == {code}
