"""The application of somebody's telephone: the code that it shows now."""

import time

from allauth.mfa.totp.internal import auth

SECONDS = 30


def code_of(secret, ahead=0):
    """Return the code of that secret, of this half-minute or of one `ahead` of it."""
    counter = int(time.time()) // SECONDS + ahead
    return auth.format_hotp_value(auth.hotp_value(secret, counter))
