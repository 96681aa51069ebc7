"""With which keys is sealed what nobody but this installation may read?"""

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.data_folder import secret_key
from service.settings import Settings


def sealing_cipher(settings: Settings, *, purpose: bytes) -> Fernet:
    """Return the cipher of one purpose; what is sealed for one is not opened for another.

    Args:
        settings: Say where the secret key lies, from which each cipher's own is derived.
        purpose: What is sealed.

    Raises:
        SettingsError: The secret key cannot be made or read.

    Source: RFC 5869 (HKDF).
    """
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret_key(settings))))
