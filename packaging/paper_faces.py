"""Makes the faces of the PDFs out of those of the window: `python packaging/paper_faces.py`, when Inter changes.

reportlab embeds TrueType outlines alone, and Inter's are PostScript's. The letters of Latin, Greek and Cyrillic are
kept; figures are those of one width, so that amounts below one another line up.
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = ("Regular", "SemiBold")
_KEPT = (
    *((0x20, 0x24F), (0x2B0, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F)),
    *((0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x22FF), (0x25A0, 0x25FF)),
)
_REPLACEMENT, _SQUARE = 0xFFFD, 0x25A1  # what stands for a character that cannot be shown looks like an empty square
_EXACT = 1.0  # of the 2816 units of an em: how far a curve may be from the one that it stands for


def paper_face(source: Path) -> TTFont:
    """The face of a PDF for one of the window."""
    face = TTFont(source)
    characters = {code: name for code, name in face.getBestCmap().items() if any(a <= code <= b for a, b in _KEPT)}
    figures = _figures_of_one_width(face)
    characters |= {
        code: figures[name] for code, name in characters.items() if chr(code).isdecimal() and name in figures
    }
    characters[_REPLACEMENT] = characters[_SQUARE]
    order = [".notdef", *dict.fromkeys(characters.values())]
    metrics = face["hmtx"]
    for name in set(figures.values()) & set(map(characters.get, map(ord, "0123456789"))):
        metrics[name] = (metrics[characters[ord("0")]][0], metrics[name][1])  # SemiBold's 4 is a unit narrower
    made = FontBuilder(face["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(characters)
    made.setupGlyf({name: _outline(face, name) for name in order})
    made.setupHorizontalMetrics({name: metrics[name] for name in order})
    made.setupHorizontalHeader(ascent=face["hhea"].ascent, descent=face["hhea"].descent)
    style = source.stem.partition("-")[2]
    copied = str(face["name"].getDebugName(0))
    names = {"copyright": copied, "familyName": "Inter Paper", "styleName": style, "psName": f"InterPaper-{style}"}
    made.setupNameTable(names, mac=False)
    made.setupOS2(sTypoAscender=face["hhea"].ascent, sTypoDescender=face["hhea"].descent, fsType=0)
    made.setupPost(keepGlyphNames=False)
    made.updateHead(created=face["head"].created, modified=face["head"].modified)
    made.font.recalcTimestamp = False
    return made.font


def _figures_of_one_width(face: TTFont) -> dict[str, str]:
    """Glyphs of figures with those that the feature `tnum` puts in their place."""
    substitution = face["GSUB"].table
    lookups = {
        index
        for record in substitution.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for index in lookups:
        for table in substitution.LookupList.Lookup[index].SubTable:
            found |= getattr(table, "ExtSubTable", table).mapping
    return found


def _outline(face: TTFont, name: str) -> Glyph:
    pen = TTGlyphPen(None)
    face.getGlyphSet()[name].draw(Cu2QuPen(pen, _EXACT, reverse_direction=True))
    return pen.glyph()


def main() -> int:
    """Writes them."""
    for face in FACES:
        target = FONTS / f"InterPaper-{face}.ttf"
        paper_face(FONTS / f"Inter-{face}.otf").save(target)
        print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
