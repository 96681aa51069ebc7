"""A small identity provider on loopback, which can be told to cheat."""

import base64
import hashlib
import secrets
import threading
import time
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

CLIENT, SECRET = "tongpan", "a secret of both"


class IdentityProvider:
    """Signs in whoever comes as ``name``; what it says can be changed before it says it.

    ``claims`` overrides what stands in the ID token (None takes a claim away), ``key`` what it is
    signed with, ``described`` what discovery tells, ``grants`` whether codes are taken.
    """

    def __init__(self, clock):
        self.clock = clock
        self.name = "judge"
        self.issuer = ""
        self.own_key = ECKey.generate_key("P-256", {"kid": "own"})
        self.key, self.header = self.own_key, {"alg": "ES256", "kid": "own"}
        self.claims = {}
        self.described = {}
        self.grants = True
        self.asked = []
        self._given = {}

    def app(self):
        app = FastAPI()

        @app.middleware("http")
        async def noted(request: Request, call_next):
            self.asked.append(request.url.path)
            return await call_next(request)

        @app.get("/.well-known/openid-configuration")
        def description():
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                **self.described,
            }

        @app.get("/authorize")
        def authorize(request: Request):
            asked = dict(request.query_params)
            assert asked["response_type"] == "code"
            assert asked["code_challenge_method"] == "S256"
            code = secrets.token_urlsafe(8)
            self._given[code] = asked
            return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

        @app.post("/token")
        async def token(request: Request):
            form = await request.form()
            pair = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            asked = self._given.pop(form["code"], None)
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            fits = (
                self.grants
                and asked is not None
                and request.headers["authorization"] == f"Basic {pair}"
                and asked["redirect_uri"] == form["redirect_uri"]
                and asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
            )
            if not fits:
                return JSONResponse({"error": "invalid_grant"}, status_code=400)
            return {
                "access_token": "x",
                "token_type": "Bearer",
                "id_token": self._word(asked["nonce"]),
            }

        @app.get("/keys")
        def keys():
            return {"keys": [self.own_key.as_dict(private=False)]}

        return app

    def _word(self, nonce):
        now = int(self.clock().timestamp())
        claims = {
            "iss": self.issuer,
            "sub": "4711",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "preferred_username": self.name,
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(self.header, said, self.key, algorithms=[self.header["alg"]])

    def sign_with_another_key(self):
        self.key = ECKey.generate_key("P-256", {"kid": "own"})

    def sign_with_a_key_of_both_sides(self):
        self.key = OctKey.import_key(SECRET.encode() * 4)
        self.header = {"alg": "HS256", "kid": "own"}


@contextmanager
def served(provider):
    config = uvicorn.Config(
        provider.app(), port=0, log_level="warning", access_log=False, ws="none", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + 30
        while not server.started:
            assert thread.is_alive()
            assert time.monotonic() < deadline
            time.sleep(0.01)
        host, port = server.servers[0].sockets[0].getsockname()
        provider.issuer = f"http://{host}:{port}"
        yield provider
    finally:
        server.should_exit = True
        thread.join()
