"""URL: what aiohttp's answers have for addresses (of the library of that name, only what programs in class use)."""

from aiohttp.helpers import URL

__all__ = ["URL"]
