"""Retry, under the name by which programs import it."""

from urllib3.util.retry import Retry
