"""Texts in other languages. gilt reads no catalogues: every text stays as it is."""

__all__ = ["NullTranslations", "bindtextdomain", "find", "translation", "install", "textdomain", "dgettext",
           "dngettext", "gettext", "ngettext", "pgettext", "npgettext"]

_domain = "messages"


class NullTranslations:
    """A catalogue without entries, which may have another to fall back to."""

    def __init__(self, fp=None):
        self._fallback = None

    def add_fallback(self, fallback):
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        return self.ngettext(msgid1, msgid2, n)

    def info(self):
        return {}

    def charset(self):
        return None

    def install(self, names=None):
        """Makes gettext() the builtin _()."""
        import builtins
        builtins._ = self.gettext


def find(domain, localedir=None, languages=None, all=False):
    """The file of a catalogue: there is none."""
    return [] if all else None


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """A catalogue; FileNotFoundError unless fallback."""
    if fallback:
        return NullTranslations()
    import errno
    raise FileNotFoundError(errno.ENOENT, "No translation file found for domain", domain)


def install(domain, localedir=None, *, names=None):
    """Makes _() a builtin."""
    NullTranslations().install(names)


def textdomain(domain=None):
    """The domain that gettext() uses."""
    global _domain
    if domain is not None:
        _domain = domain
    return _domain


def bindtextdomain(domain, localedir=None):
    """Where the catalogues of a domain are."""
    return localedir


_none = NullTranslations()
gettext, ngettext, pgettext, npgettext = _none.gettext, _none.ngettext, _none.pgettext, _none.npgettext


def dgettext(domain, message):
    return message


def dngettext(domain, msgid1, msgid2, n):
    return ngettext(msgid1, msgid2, n)
