"""What Tab offers at the prompt: names that begin like what has been typed.

A Completer looks in a namespace (by default that of __main__), among the builtins and the keywords, or,
behind a dot, in dir() of the object before it. Only plain dotted names are evaluated. What can be called
comes with its bracket, and with both if it takes no arguments.
"""
import builtins
import keyword
import re

__all__ = ["Completer"]

_DOTTED = re.compile(r"(\w+(?:\.\w+)*)\.(\w*)")
_ALONE = {"False", "None", "True", "break", "continue", "pass", "else", "_"}  # nothing follows these
_MISSING = object()


class Completer:
    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError("namespace must be a dictionary")
        self.use_main_ns = namespace is None
        self.namespace = namespace
        self.matches = []

    def complete(self, text, state):
        """The match number `state` for text; None behind the last. Number 0 makes the list."""
        if self.use_main_ns:
            import __main__
            self.namespace = __main__.__dict__
        if not text.strip():
            return "\t" if state == 0 else None
        if state == 0:
            self.matches = self.attr_matches(text) if "." in text else self.global_matches(text)
        return self.matches[state] if state < len(self.matches) else None

    def _callable_postfix(self, value, word):
        if callable(value):
            word += "("
            import inspect
            try:
                if not inspect.signature(value).parameters:
                    word += ")"
            except ValueError:
                pass
        return word

    def global_matches(self, text):
        """Keywords, names of the namespace, builtins."""
        matches = []
        seen = {"__builtins__"}
        for word in keyword.kwlist + keyword.softkwlist:
            if word.startswith(text):
                seen.add(word)
                end = ":" if word in ("finally", "try") else "" if word in _ALONE else " "
                matches.append(word + end)
        for names in self.namespace, builtins.__dict__:
            for word, value in names.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(value, word))
        return matches

    def attr_matches(self, text):
        """Attributes of what stands before the last dot, private ones only if there are no others."""
        match = _DOTTED.match(text)
        if not match:
            return []
        expression, beginning = match.groups()
        try:
            value = eval(expression, self.namespace)
        except Exception:
            return []
        words = set(dir(value)) - {"__builtins__"}
        if hasattr(value, "__class__"):
            words.add("__class__")
            words.update(get_class_members(value.__class__))
        words = [word for word in words if word.startswith(beginning)]
        for private in {"": ["_", "__"], "_": ["__"]}.get(beginning, []):
            public = [word for word in words if not word.startswith(private)]
            if public:
                words = public
                break
        return sorted(self._attribute(value, expression, word) for word in words)

    def _attribute(self, value, expression, word):
        match = f"{expression}.{word}"
        if isinstance(getattr(type(value), word, None), property):
            return match  # its function is not called for this
        attribute = getattr(value, word, _MISSING)
        return match if attribute is _MISSING else self._callable_postfix(attribute, match)


def get_class_members(klass):
    """The names of a class and of all its bases."""
    names = dir(klass)
    for base in getattr(klass, "__bases__", ()):
        names += get_class_members(base)
    return names


def _all_matches(text):
    """What the prompt asks for (runtime/shell/completion.c)."""
    completer = Completer()
    completer.complete(text, 0)
    return completer.matches
