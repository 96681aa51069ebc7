"""Which passwords does everybody try first?

Short ones need not stand here: the rule of length refuses them.
"""

from typing import Final

# Compared without case and signs. What is tried first is a short common word, written twice or with
# figures and years behind it; the words stand here, and what may be added to them is told below.
_WORDS: Final = """
abc abcd abcdef abcdefg abcdefgh admin admin123 administrator adminadmin asdf asdfgh asdfghjkl
changeme court dragon faguan fayuan football gaofayuan guest huawei iloveyou letmein login
lawcourt master monkey mima mima123 monday nihao p@ssw0rd pa55word pass passw0rd password
password1 passwort princess qazwsx qazwsxedc qq qwer qwert qwerty qwertyuiop root secret
shadow shenpan sunshine superman system taobao test tongpan trustno1 user welcome welcome1
wang woaini woaini1314 woaizuguo wodemima xitong zhongguo zaq1 zaq12wsx 1q2w 1q2w3e 1q2w3e4r
1q2w3e4r5t 1qaz 1qaz2wsx 1qaz2wsx3edc zxcv zxcvbn zxcvbnm a1b2c3 a1b2c3d4 a123456 aa123456
"""
_PLAIN: Final = frozenset(
    "".join(letter for letter in word if letter.isalnum()) for word in _WORDS.split()
)
_ROWS: Final = (
    "01234567890123456789",
    "09876543210987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


def is_common(password: str) -> bool:
    """Tell whether a password is a common word, alone, repeated or with figures round it.

    Example:
        >>> is_common("Password-2026!"), is_common("admin_admin_admin"), is_common("123456789012")
        (True, True, True)
        >>> is_common("three judges and a clerk"), is_common("long enough 2026")
        (False, False)
    """
    plain = "".join(letter for letter in password.casefold() if letter.isalnum())
    core = plain.strip("0123456789")
    return not core or any(
        _is_repeated(each) or any(each in row for row in _ROWS) for each in (plain, core)
    )


def _is_repeated(plain: str) -> bool:
    return any(
        plain == word * (len(plain) // len(word)) for word in _PLAIN if len(plain) % len(word) == 0
    )
