"""One request, with a session of its own."""

from requests import sessions


def request(method, url, **kwargs):
    """Send a request; the Response."""
    with sessions.Session() as session:
        return session.request(method=method, url=url, **kwargs)


def get(url, params=None, **kwargs):
    """GET: what is there."""
    return request("get", url, params=params, **kwargs)


def options(url, **kwargs):
    """OPTIONS: what can be done with it."""
    return request("options", url, **kwargs)


def head(url, **kwargs):
    """HEAD: only the headers."""
    kwargs.setdefault("allow_redirects", False)
    return request("head", url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    """POST: send something."""
    return request("post", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    """PUT: replace what is there."""
    return request("put", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    """PATCH: change what is there."""
    return request("patch", url, data=data, **kwargs)


def delete(url, **kwargs):
    """DELETE: remove what is there."""
    return request("delete", url, **kwargs)
