"""Does the court have an identity provider (统一身份认证), and where do people come back from it?

Most courts have none, so that what speaks with one is loaded where the settings name it.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.settings import Settings

if TYPE_CHECKING:
    from service.accounts.provider import Provider

RETURN_PATH: Final = "/sign-in/provider/return"
LEAVE_FOR: Final = timedelta(minutes=10)
"""How long one may take at the provider."""


def provider_of(settings: Settings) -> "Provider | None":
    """Return the identity provider that the settings name, or None where they name none.

    Raises:
        SettingsError: What is set cannot work.
    """
    if settings.oidc_issuer is None:
        return None
    from service.accounts.provider import Provider  # noqa: PLC0415 - see above

    return Provider(settings)
