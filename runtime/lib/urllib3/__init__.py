"""What programs use of the library below requests: its exceptions, and Retry.

Connections are requests' own business here (requests/_pool.py); there is no PoolManager.
"""

from urllib3 import exceptions
from urllib3.util.retry import Retry

__version__ = "2.3.0"


def disable_warnings(category=exceptions.HTTPWarning):
    """Do not show these warnings."""
    import warnings
    warnings.simplefilter("ignore", category)


def __getattr__(name):
    if name in ("PoolManager", "ProxyManager", "HTTPConnectionPool", "HTTPSConnectionPool", "request"):
        raise NotImplementedError(f"gilt's urllib3 has no {name}: use requests")
    raise AttributeError(f"module 'urllib3' has no attribute {name!r}")
