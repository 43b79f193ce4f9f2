"""Splitting text into words as a shell does."""

import re

__all__ = ["shlex", "split", "quote", "join"]

_UNSAFE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)


class shlex:
    """An iterator over the words of a text, with the rules of a POSIX shell if posix is true."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if instream is None:
            import sys
            instream = sys.stdin
        self.text = instream if isinstance(instream, str) else instream.read()
        self.place = 0
        self.infile = infile
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = "abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
        if posix:
            self.wordchars += "ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.punctuation_chars = "();<>|&" if punctuation_chars is True else punctuation_chars or ""
        if self.punctuation_chars:
            self.wordchars += "~-./*?="
        self.lineno = 1
        self.pushed = []

    def push_token(self, tok):
        """Puts a word back."""
        self.pushed.insert(0, tok)

    def _next(self):
        char = self.text[self.place:self.place + 1]
        self.place += 1
        if char == "\n":
            self.lineno += 1
        return char

    def _back(self, char):
        if char:
            self.place -= 1
            if char == "\n":
                self.lineno -= 1

    def get_token(self):
        """The next word; eof at the end."""
        return self.pushed.pop(0) if self.pushed else self.read_token()

    def _quoted(self, quote):
        """What stands up to the closing quote."""
        parts = []
        while True:
            char = self._next()
            if not char:
                raise ValueError("No closing quotation")
            if char == quote:
                return "".join(parts)
            if self.posix and char in self.escape and quote in self.escapedquotes:
                escaped = self._next()
                if not escaped:
                    raise ValueError("No escaped character")
                if escaped not in (quote, char):
                    parts.append(char)
                char = escaped
            parts.append(char)

    def read_token(self):
        """Reads a word from the text."""
        word, is_quoted = [], False
        while True:
            char = self._next()
            if not char or char in self.whitespace:
                if word or (self.posix and is_quoted):
                    return "".join(word)
                if not char:
                    self.place -= 1
                    return self.eof
            elif char in self.commenters:
                while (char := self._next()) and char != "\n":
                    pass
                if word or (self.posix and is_quoted):
                    return "".join(word)
            elif char in self.quotes and (self.posix or not word):
                text = self._quoted(char)
                if not self.posix:
                    return char + text + char
                is_quoted = True
                word.append(text)
            elif self.posix and char in self.escape:
                escaped = self._next()
                if not escaped:
                    raise ValueError("No escaped character")
                word.append(escaped)
            elif char in self.punctuation_chars:
                if word:
                    self._back(char)
                    return "".join(word)
                while char and char in self.punctuation_chars:
                    word.append(char)
                    char = self._next()
                self._back(char)
                return "".join(word)
            elif self.whitespace_split or char in self.wordchars or (not self.posix and char in self.quotes):
                word.append(char)
            elif word or (self.posix and is_quoted):
                self._back(char)
                return "".join(word)
            else:
                return char

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if s is None:
        raise ValueError("s argument must not be None")
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ""
    return list(lexer)


def quote(s):
    """s so that a shell takes it for one word."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError(f"expected string or bytes-like object, got {type(s).__name__!r}")
    return "'" + s.replace("'", "'\"'\"'") + "'" if _UNSAFE.search(s) else s


def join(split_command):
    """A command line with these words."""
    return " ".join(map(quote, split_command))
