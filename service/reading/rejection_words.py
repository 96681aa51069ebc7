"""Why did a piece of a source become no judgment, in the words of the screen?

One table for the page of quality, the command line and the refusal of an upload. The reason in
English that a rejected piece carries stands beside it: it names offsets, sizes and members.
"""

from collections.abc import Mapping
from types import MappingProxyType

REJECTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "archive_limit": ("压缩包超出限度", "请拆成较小的压缩包，或解压后导入"),
        "bad_row": ("表格行格式错误", "请检查引号和分隔符"),
        "binary": ("不是文本文件", "请确认文件内容，或用原程序另存为 .txt、.docx"),
        "damaged": ("文件已损坏", "请重新复制，或用原程序打开后另存"),
        "duplicate": ("同一来源中的重复文书", "正文与先前一篇相同，两个编号都能查到它"),
        "empty": ("没有内容", "请确认导出时包含裁判文书全文"),
        "encoding": ("文字编码无法识别", "请另存为 UTF-8"),
        "encrypted": ("有密码保护", "请去除密码后再导入"),
        "line_too_long": ("一行过长", "每行应只有一条记录"),
        "link": ("是链接，不是文件", "请导入它所指的文件或文件夹"),
        "no_json": ("不是有效的 JSON", "请检查导出是否完整"),
        "no_judgment": ("不是裁判文书", "没有找到法院、文书名称、案号，也没有说理和主文"),
        "no_permission": ("没有读取权限", "请系统管理员放开该文件的读取权限"),
        "no_record": ("不是一条记录", "每条记录应是带字段名的对象"),
        "no_text": ("记录没有正文", "请确认正文字段，或用映射文件指明"),
        "repeated_id": ("编号重复", "同一来源中先前已有该编号，以先前的为准"),
        "scan": ("扫描件或图片，需要文字识别（OCR）", "请安装 tongpan[ocr]，或另存识别后的文字"),
        "too_large": ("文件过大", "请拆分后导入"),
        "too_long": ("篇幅过长", "一篇文书应是一个文件或一条记录，请拆分"),
        "too_short": ("文字太少", "不足以构成一篇裁判文书"),
        "truncated": ("内容不完整", "文件或单元格被截断，请重新复制或另行导出"),
        "unknown_format": (
            "不支持的文件类型",
            "可读 .txt .docx .pdf .html .json .jsonl .xml .csv .xlsx 及其压缩包",
        ),
        "unknown_shape": ("字段名无法识别", "请用映射文件指明正文所在字段"),
        "unreadable": ("文件打不开", "请检查磁盘或网络位置"),
        "unsafe_path": ("压缩包内路径不安全", "此类压缩包系伪造，请勿使用"),
        "unsupported_ofd": ("OFD 文件", "请用 OFD 阅读器另存为 .pdf 或 .docx"),
        "unsupported_ole": ("旧版 Word、WPS 或 Excel 文件", "请另存为 .docx 或 .xlsx"),
        "unsupported_packed": ("7z、rar 或 bzip2 压缩包", "请改用 .zip"),
        "unsupported_rtf": ("RTF 文件", "请另存为 .docx"),
        "xml_entities": ("XML 含实体声明", "系伪造或异常文件，已拒绝打开"),
    }
)
"""What it is and what to do, by the code of the rejected piece."""


def title_of_rejection(code: str) -> str:
    """Return what a rejected piece is.

    Example:
        >>> title_of_rejection("encrypted")
        '有密码保护'
    """
    return REJECTIONS[code][0] if code in REJECTIONS else code


def sentence_of_rejection(code: str) -> str:
    """Return what a rejected piece is and what to do.

    Example:
        >>> sentence_of_rejection("unsupported_rtf")
        'RTF 文件：请另存为 .docx'
    """
    return "：".join(REJECTIONS[code]) if code in REJECTIONS else code
