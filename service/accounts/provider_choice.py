"""Does the court have an identity provider (统一身份认证)?

Most courts have none, so that what speaks with one is loaded where the settings name it.
"""

from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from service.accounts.provider import Provider


def provider_of(settings: Settings) -> "Provider | None":
    """Return the identity provider that the settings name, or None where they name none.

    Raises:
        SettingsError: What is set cannot work.
    """
    if settings.oidc_issuer is None:
        return None
    from service.accounts.provider import Provider  # noqa: PLC0415 - see above

    return Provider(settings)
