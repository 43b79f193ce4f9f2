"""Fixtures that are coroutines; pytest itself runs tests marked with asyncio."""

from pytest import fixture

__all__ = ["fixture"]
