"""Short secrets that are computed and never stored: links that need no sign-in, codes that are typed."""

from django.utils.crypto import salted_hmac

SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Nothing that is read for something else when it is typed; 32 of them, so that none comes more often."""


def seal(purpose: str, told: str, length: int) -> str:
    """What only this installation can say of `told`: so many signs of five bits, at most 32."""
    digest = salted_hmac(purpose, told, algorithm="sha256").digest()
    return "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:length])
