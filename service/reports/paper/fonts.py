"""Which fonts does an official paper name, and what stands in where they are absent?

Source: GB/T 9704-2012 5.2.2: 标题 小标宋体 二号, 正文 仿宋体 三号, 一级标题 黑体, 二级标题 楷体.
"""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "方正小标宋简体"
BODY = "仿宋_GB2312"
HEADING = "黑体"
SUBHEADING = "楷体_GB2312"
FIGURES = "宋体"
LATIN = "Times New Roman"

# Word takes the first one that is installed; LibreOffice asks the system for one that has Chinese.
STAND_INS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TITLE: ("FZXiaoBiaoSong-B05S", "华文中宋", "宋体", "SimSun", "Noto Serif CJK SC"),
        BODY: ("仿宋", "FangSong", "华文仿宋", "FandolFang", "Noto Serif CJK SC"),
        HEADING: ("SimHei", "华文黑体", "Noto Sans CJK SC"),
        SUBHEADING: ("楷体", "KaiTi", "华文楷体", "FandolKai", "Noto Serif CJK SC"),
        FIGURES: ("SimSun", "华文宋体", "Noto Serif CJK SC"),
    }
)

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def font_table() -> bytes:
    """Return the part of a .docx that tells what may stand in for its fonts."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in STAND_INS.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="{_WORDS}">{fonts}{latin}</w:fonts>'
    ).encode()
