"""codes: the numbers of the status codes by name, such as codes.ok and codes.not_found."""

from http import HTTPStatus

from requests.structures import LookupDict

codes = LookupDict(name="status_codes")
_MORE = {200: ("okay", "all_ok", "all_good", "\\o/", "✓"), 301: ("moved",), 302: ("found",), 303: ("other",),
         307: ("temporary", "temporary_moved"), 308: ("resume", "resume_incomplete"), 400: ("bad",), 402: ("payment",),
         404: ("-o-",), 405: ("not_allowed",), 408: ("timeout",), 418: ("teapot",), 422: ("unprocessable",),
         429: ("too_many",), 500: ("server_error", "/o\\", "✗"), 503: ("unavailable",)}

for _status in HTTPStatus:
    for _name in (_status.name.lower(), *_MORE.get(int(_status), ())):
        setattr(codes, _name, int(_status))
        setattr(codes, _name.upper(), int(_status))
