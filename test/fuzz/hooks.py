"""What Schemathesis is told of this API: real ids, and the rules that JSON Schema cannot say."""

import json
import os
import re
import zlib

import schemathesis
from schemathesis.core.failures import Failure

KNOWN = json.load(open(os.environ["FUZZ_IDS"], encoding="utf-8"))
ACT = re.compile(r"^act_[0-9a-hjkmnp-tv-z]{26}$")
ID = re.compile(r"^(app|org|cal|ses|att)_[0-9a-hjkmnp-tv-z]{26}$")

# Fields whose rules the document cannot say: a request that is as documented may be refused for them.
BEYOND_THE_DOCUMENT = {
    "cursor": "a place that a list gave",
    "siret": "its last digit is a check (Luhn)",
    "idToken": "a token that the issuer signed",
    "token": "the secret of a link in a mail",
    "to": "no earlier than `from`",
    "endsOn": "no earlier than `startsOn`",
    "organisations": "some, or the word that there is none",
    "email": "at most 64 characters before the @",
    "on": "a day that has come",
    "by": "a juror who has not the file yet",
    "personId": "nobody else's",
    "memberIds": "jurors of the city",
    "jurorIds": "jurors of the city",
    "revision": "that of the draft, or else the content itself",
    "number": "what is left of it without spaces and control characters",
    "jurorId": "in an address the generator writes characters that its pattern has not",
}


def real(value, name=""):
    """The value with real ids in place of made-up ones, the same for the same value."""
    if isinstance(value, str):
        if name == "idToken" and KNOWN["idToken"]:
            return KNOWN["idToken"]
        found = ID.match(value)
        ids = KNOWN["ids"].get(found.group(1)) if found else None
        return ids[zlib.crc32(value.encode()) % len(ids)] if ids else value
    if isinstance(value, list):
        return [real(part, name) for part in value]
    if isinstance(value, dict):
        return {key: real(part, key) for key, part in value.items()}
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    # Beside the header under test the generator fills this one with a 0, whatever its pattern; one wrong of these is tried.
    headers = case.headers or {}
    if "act-id" in headers or not ACT.match(headers.get("own-act-id", "act_" + "0" * 26)):
        if case.meta is None or case.meta.generation.mode.is_positive:
            case.headers = {name: value for name, value in headers.items() if name != "own-act-id"}
    if case.path_parameters:
        case.path_parameters = real(case.path_parameters)
    if case.query:
        case.query = real(case.query)
    if isinstance(case.body, (dict, list)):
        case.body = real(case.body)


def beyond_two_bytes(value):
    """Whether a text has a character that counts as two here and as one in JSON Schema."""
    if isinstance(value, str):
        return any(ord(sign) > 0xFFFF for sign in value)
    if isinstance(value, dict):
        return any(beyond_two_bytes(part) or beyond_two_bytes(key) for key, part in value.items())
    return isinstance(value, list) and any(beyond_two_bytes(part) for part in value)


@schemathesis.hook
def filter_body(context, body):
    return not beyond_two_bytes(body)


@schemathesis.hook
def filter_headers(context, headers):
    """A header that nobody named is in every request that comes through a proxy: it is no fault."""
    return not any("unknown-property" in name.lower() for name in headers or {})


@schemathesis.check
def taken_where_documented(context, response, case):
    # Rules on what is stored are met by chance, ever others as time allows: only whoever asks for it looks for them.
    if os.environ.get("STRICT") != "1":
        return
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 422:
        return
    fields = [field["path"] for field in response.json().get("fields", [])]
    unexplained = [path for path in fields if not path or str(path[-1]) not in BEYOND_THE_DOCUMENT]
    if unexplained or not fields:
        raise Failure(
            operation=case.operation.label,
            title="Refused though documented",
            message=f"As documented, and refused for {unexplained or response.json().get('code')}",
        )
