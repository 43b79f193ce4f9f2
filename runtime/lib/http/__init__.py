"""HTTP: the status codes, and a client (client)."""

from enum import IntEnum

__all__ = ["HTTPStatus"]

_PHRASES = {
    100: "Continue", 101: "Switching Protocols", 200: "OK", 201: "Created", 202: "Accepted",
    203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content",
    300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized",
    403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout",
    409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Content Too Large",
    414: "URI Too Long", 415: "Unsupported Media Type", 418: "I'm a Teapot", 422: "Unprocessable Content",
    429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
}


class HTTPStatus(IntEnum):
    """The status codes, with their phrases."""

    def __new__(cls, value):
        member = int.__new__(cls, value)
        member._value_ = value
        member.phrase = _PHRASES[value]
        return member

    CONTINUE, SWITCHING_PROTOCOLS = 100, 101
    OK, CREATED, ACCEPTED, NON_AUTHORITATIVE_INFORMATION, NO_CONTENT = 200, 201, 202, 203, 204
    RESET_CONTENT, PARTIAL_CONTENT = 205, 206
    MULTIPLE_CHOICES, MOVED_PERMANENTLY, FOUND, SEE_OTHER, NOT_MODIFIED = 300, 301, 302, 303, 304
    TEMPORARY_REDIRECT, PERMANENT_REDIRECT = 307, 308
    BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED = 400, 401, 403, 404, 405
    NOT_ACCEPTABLE, REQUEST_TIMEOUT, CONFLICT, GONE, LENGTH_REQUIRED = 406, 408, 409, 410, 411
    PRECONDITION_FAILED, CONTENT_TOO_LARGE, URI_TOO_LONG, UNSUPPORTED_MEDIA_TYPE = 412, 413, 414, 415
    IM_A_TEAPOT, UNPROCESSABLE_CONTENT, TOO_MANY_REQUESTS = 418, 422, 429
    INTERNAL_SERVER_ERROR, NOT_IMPLEMENTED, BAD_GATEWAY = 500, 501, 502
    SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT, HTTP_VERSION_NOT_SUPPORTED = 503, 504, 505
