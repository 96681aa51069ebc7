"""Who does the court's identity provider say it is?

A court that has one signs its people in there (统一身份认证). What comes back is a signed word on
who it is, checked for signature, issuer, audience, age and for belonging to this very browser; it
names an account that exists here, and gives none and no right. Nothing but the provider's own host
is asked.

Source: OpenID Connect Core 1.0 sections 3.1.2 and 3.1.3.7 (code flow, what to check of an ID
token), Discovery 1.0 section 4, RFC 7636 (PKCE).
"""

import json
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.httpx_client import OAuth2Client, OAuthError
from authlib.oidc.core import CodeIDToken
from cryptography.fernet import Fernet, InvalidToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from service.accounts.errors import ProviderRefusedError, ProviderUnreachableError
from service.accounts.provider_way import LEAVE_FOR, RETURN_PATH
from service.accounts.sealing import sealing_cipher
from service.errors import SettingsError
from service.settings import LOOPBACK, Settings

# Signed with the provider's private key only: a key that both sides know proves nothing here.
_ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
_TIMEOUT_SECONDS: Final = 10.0
_CLOCK_SECONDS: Final = 60
_MOST_BYTES: Final = 1024 * 1024
_DISCOVERY: Final = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """What the browser takes along when it goes to the provider, sealed.

    Attributes:
        state: Comes back in the address and shows that this browser left.
        nonce: Comes back in the signed word and shows that it was said for this leave.
        verifier: Proves to the provider that who fetches the word is who left.
        next: The address to lead to afterwards.
    """

    state: str
    nonce: str
    verifier: str
    next: str


class Provider:
    """The court's identity provider.

    Args:
        settings: Name it.

    Raises:
        SettingsError: What is set cannot work.
    """

    def __init__(self, settings: Settings) -> None:
        _require_usable(settings)
        self._settings = settings
        self._issuer = (settings.oidc_issuer or "").rstrip("/")
        self._host = urlsplit(self._issuer).netloc

    def leave(self, *, next_address: str, now: datetime) -> tuple[str, str]:
        """Return where the browser goes, and what it takes along.

        Args:
            next_address: Where to lead afterwards.
            now: When.

        Raises:
            ProviderUnreachableError: The provider does not answer as one does.
        """
        leave = Leave(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            next=next_address,
        )
        with self._client() as client:
            place = self._described(client)["authorization_endpoint"]
            address, _ = client.create_authorization_url(
                place, state=leave.state, nonce=leave.nonce, code_verifier=leave.verifier
            )
        sealed = self._cipher.encrypt_at_time(
            json.dumps(asdict(leave)).encode(), int(now.timestamp())
        )
        return str(address), sealed.decode()

    def opened(self, sealed: str, *, now: datetime) -> Leave:
        """Return what a browser took along.

        Raises:
            ProviderRefusedError: It took nothing along, or stayed away too long.
        """
        try:
            content = self._cipher.decrypt_at_time(
                sealed.encode(), int(LEAVE_FOR.total_seconds()), int(now.timestamp())
            )
        except InvalidToken as error:
            raise ProviderRefusedError(reason="no_leave") from error
        return Leave(**json.loads(content))

    def name_of(self, leave: Leave, *, state: str, code: str, now: datetime) -> str:
        """Return the name that the provider answers for.

        Args:
            leave: What the browser took along.
            state: What came back in the address.
            code: The code that fetches the signed word, once.
            now: When.

        Raises:
            ProviderRefusedError: Something of it does not fit; nobody is signed in.
            ProviderUnreachableError: The provider does not answer as one does.
        """
        if not secrets.compare_digest(state.encode(), leave.state.encode()):
            raise ProviderRefusedError(reason="state")
        with self._client() as client:
            described = self._described(client)
            try:
                fetched = client.fetch_token(
                    described["token_endpoint"], code=code, code_verifier=leave.verifier
                )
            except OAuthError as error:
                raise ProviderRefusedError(reason="code") from error
            except (httpx2.HTTPError, ValueError) as error:
                raise ProviderUnreachableError(host=self._host) from error
            keys = self._read(client, described["jwks_uri"])
        return self._claimed(fetched, keys, nonce=leave.nonce, now=now)

    def _claimed(
        self,
        fetched: Mapping[str, object],
        keys: Mapping[str, object],
        *,
        nonce: str,
        now: datetime,
    ) -> str:
        client_id = self._settings.oidc_client_id
        options = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": client_id},
        }
        params = {
            "nonce": nonce,
            "client_id": client_id,
            "access_token": fetched.get("access_token"),
        }
        try:
            token = jwt.decode(
                str(fetched.get("id_token")),
                KeySet.import_key_set(keys),  # type: ignore[arg-type]
                algorithms=_ALGORITHMS,
            )
            claims = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(now=int(now.timestamp()), leeway=_CLOCK_SECONDS)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderRefusedError(reason="token") from error
        name = token.claims.get(self._settings.oidc_claim)
        if not isinstance(name, str) or not name:
            raise ProviderRefusedError(reason="claim")
        return name

    def _described(self, client: OAuth2Client) -> Mapping[str, str]:
        found = self._read(client, f"{self._issuer}{_DISCOVERY}")
        places = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        described = {name: str(found.get(name, "")) for name in places}
        issuer = str(found.get("issuer", "")).rstrip("/")
        hosts = {urlsplit(place).netloc for place in described.values()}
        schemes = {urlsplit(place).scheme for place in described.values()}
        if issuer != self._issuer or hosts != {self._host} or len(schemes) != 1:
            raise ProviderUnreachableError(host=self._host)
        return described

    def _read(self, client: OAuth2Client, address: str) -> Mapping[str, object]:
        try:
            answer = client.request("GET", address, withhold_token=True)
            answer.raise_for_status()
            content = answer.json() if len(answer.content) <= _MOST_BYTES else None
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderUnreachableError(host=self._host) from error
        if not isinstance(content, dict):
            raise ProviderUnreachableError(host=self._host)
        return content

    def _client(self) -> OAuth2Client:
        secret = self._settings.oidc_client_secret
        authority = self._settings.oidc_authority
        return OAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=None if secret is None else secret.get_secret_value(),
            token_endpoint_auth_method="none" if secret is None else "client_secret_basic",
            scope="openid profile",
            redirect_uri=f"{self._settings.public_address.rstrip('/')}{RETURN_PATH}",
            code_challenge_method="S256",
            # Neither proxies nor certificates of the environment: what may be asked is set here.
            trust_env=False,
            timeout=_TIMEOUT_SECONDS,
            verify=True if authority is None else ssl.create_default_context(cafile=str(authority)),
            event_hooks={"request": [self._require_host]},
        )

    def _require_host(self, request: httpx2.Request) -> None:
        if request.url.netloc.decode("ascii") != self._host:
            raise ProviderUnreachableError(host=self._host)

    @property
    def _cipher(self) -> Fernet:
        return sealing_cipher(self._settings, purpose=b"tongpan identity provider")


def _require_usable(settings: Settings) -> None:
    """Pass silently where the settings of the provider can work."""
    for name, value in (
        ("OIDC_ISSUER", settings.oidc_issuer or ""),
        ("PUBLIC_ADDRESS", settings.public_address),
    ):
        parts = urlsplit(value)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not is_safe or not parts.hostname or parts.query or parts.fragment or parts.username:
            raise SettingsError(
                name=f"TONGPAN_{name}",
                reason=f"{value[:80]!r} is no address with https, such as https://sso.court.example",
            )
    if not settings.oidc_client_id:
        raise SettingsError(
            name="TONGPAN_OIDC_CLIENT_ID", reason="missing; the provider gives it out"
        )
    authority = settings.oidc_authority
    if authority is not None and not authority.is_file():
        raise SettingsError(name="TONGPAN_OIDC_AUTHORITY", reason=f"{authority} is no file")
