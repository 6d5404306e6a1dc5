"""Cuts Golos Text to the letters that the site prints and to weights from 400 to 700, drawn between these two alone.

python3 views/static/fonts/cut.py, with fontTools and brotli installed. It reads the files of the npm package
@fontsource-variable/golos-text and the ranges of the sheet, and writes the three files beside itself. Half of the package's
bytes were weights between and beyond: nobody sees the difference, a phone on a poor connection does.
"""

import pathlib
import re
import tempfile

from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont
from fontTools.varLib import build, instancer

HERE = pathlib.Path(__file__).parent
PACKAGE = HERE.parents[2] / "node_modules/@fontsource-variable/golos-text/files"
WEIGHTS = (400, 700)


def ranges(name):
    sheet = (HERE.parent / "merzim.css").read_text()
    said = re.search(rf'golos-text-{name}\.woff2"\)[^}}]*unicode-range: ([^;]+);', sheet).group(1)
    for part in said.split(","):
        first, *last = part.strip()[2:].split("-")
        yield from range(int(first, 16), int(last[0] if last else first, 16) + 1)


def cut(name, folder):
    font = TTFont(PACKAGE / f"golos-text-{name}-wght-normal.woff2")
    options = subset.Options(layout_features=["kern", "tnum"], hinting=False, name_IDs=[1, 2], glyph_names=True)
    options.drop_tables += ["STAT", "meta", "DSIG", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=ranges(name))
    subsetter.subset(font)
    font.flavor = None
    font.save(folder / "letters.ttf")
    space = DesignSpaceDocument()
    axis = AxisDescriptor(tag="wght", name="Weight", minimum=WEIGHTS[0], default=WEIGHTS[0], maximum=WEIGHTS[1])
    space.addAxis(axis)
    for weight in WEIGHTS:
        path = folder / f"{weight}.ttf"
        instancer.instantiateVariableFont(TTFont(folder / "letters.ttf"), {"wght": weight}).save(path)
        space.addSource(SourceDescriptor(path=str(path), font=TTFont(path), location={"Weight": weight}, name=str(weight)))
    made, _, _ = build(space)
    for table in ("STAT", "MVAR"):
        if table in made:
            del made[table]
    made["post"].formatType = 3.0
    made.flavor = "woff2"
    made.save(HERE / f"golos-text-{name}.woff2")


with tempfile.TemporaryDirectory() as folder:
    for name in ("latin", "cyrillic", "cyrillic-ext"):
        cut(name, pathlib.Path(folder))
