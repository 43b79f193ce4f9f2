"""The conventions of a language. gilt knows only those of "C", with UTF-8."""

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "localeconv", "strcoll",
           "strxfrm", "str", "atof", "atoi", "format_string", "currency", "normalize", "LC_CTYPE", "LC_COLLATE",
           "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "LC_MESSAGES", "CHAR_MAX", "getencoding"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
_str = str


class Error(Exception):
    """A locale that is not known."""


def setlocale(category, locale=None):
    """Sets the conventions; only those of C, and the user's, which are taken to be the same."""
    if locale is None:
        return "C"
    name = locale if isinstance(locale, _str) else ".".join(filter(None, locale))
    if name not in ("", "C", "POSIX", "C.UTF-8", "C.utf8"):
        raise Error("unsupported locale setting")
    return "C.UTF-8" if name in ("", "C.UTF-8", "C.utf8") else "C"


def getlocale(category=LC_CTYPE):
    """(language, encoding)"""
    return (None, None) if category != LC_CTYPE else ("C", "UTF-8")


def getdefaultlocale(envvars=()):
    return "C", "UTF-8"


def getpreferredencoding(do_setlocale=True):
    """The encoding of text files."""
    return "utf-8"


def getencoding():
    """The encoding of text files."""
    return "utf-8"


def normalize(localename):
    return localename


def localeconv():
    """How numbers and amounts of money are written."""
    numbers = {name: CHAR_MAX for name in ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space",
                                           "n_cs_precedes", "n_sep_by_space", "p_sign_posn", "n_sign_posn")}
    return {**numbers, "decimal_point": ".", "thousands_sep": "", "grouping": [], "int_curr_symbol": "",
            "currency_symbol": "", "mon_decimal_point": "", "mon_thousands_sep": "", "mon_grouping": [],
            "positive_sign": "", "negative_sign": ""}


def strcoll(string1, string2, /):
    """-1, 0 or 1: the order of two strings."""
    return (string1 > string2) - (string1 < string2)


def strxfrm(string, /):
    """What strings are sorted by."""
    return string


def format_string(f, val, grouping=False, monetary=False):
    """f % val; there are no groups in C."""
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    """A float as text."""
    return "%.12g" % val


def delocalize(string):
    return string


def localize(string, grouping=False, monetary=False):
    return string


def atof(string, func=float):
    """The float that text stands for."""
    return func(string)


def atoi(string):
    """The int that text stands for."""
    return int(string)
