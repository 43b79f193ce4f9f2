"""Text for HTML pages: escape() and unescape()."""

import re as _re

__all__ = ["escape", "unescape"]

# The entities that pages use most; CPython: all 2231 of HTML 5.
_ENTITIES = dict(entry.split("=") for entry in """
    amp=& lt=< gt=> quot=" apos=' nbsp=\xa0 copy=© reg=® trade=™ hellip=… mdash=— ndash=– lsquo=‘ rsquo=’ ldquo=“
    rdquo=” laquo=« raquo=» bull=• middot=· deg=° plusmn=± times=× divide=÷ frac12=½ frac14=¼ frac34=¾ sup1=¹ sup2=²
    sup3=³ micro=µ para=¶ sect=§ cent=¢ pound=£ yen=¥ euro=€ curren=¤ iexcl=¡ iquest=¿ ordf=ª ordm=º not=¬ shy=\xad
    macr=¯ acute=´ cedil=¸ uml=¨ brvbar=¦ Agrave=À Aacute=Á Acirc=Â Atilde=Ã Auml=Ä Aring=Å AElig=Æ Ccedil=Ç
    Egrave=È Eacute=É Ecirc=Ê Euml=Ë Igrave=Ì Iacute=Í Icirc=Î Iuml=Ï ETH=Ð Ntilde=Ñ Ograve=Ò Oacute=Ó Ocirc=Ô
    Otilde=Õ Ouml=Ö Oslash=Ø Ugrave=Ù Uacute=Ú Ucirc=Û Uuml=Ü Yacute=Ý THORN=Þ szlig=ß agrave=à aacute=á acirc=â
    atilde=ã auml=ä aring=å aelig=æ ccedil=ç egrave=è eacute=é ecirc=ê euml=ë igrave=ì iacute=í icirc=î iuml=ï eth=ð
    ntilde=ñ ograve=ò oacute=ó ocirc=ô otilde=õ ouml=ö oslash=ø ugrave=ù uacute=ú ucirc=û uuml=ü yacute=ý thorn=þ
    yuml=ÿ OElig=Œ oelig=œ Scaron=Š scaron=š Yuml=Ÿ fnof=ƒ circ=ˆ tilde=˜ Alpha=Α Beta=Β Gamma=Γ Delta=Δ Epsilon=Ε
    Zeta=Ζ Eta=Η Theta=Θ Iota=Ι Kappa=Κ Lambda=Λ Mu=Μ Nu=Ν Xi=Ξ Omicron=Ο Pi=Π Rho=Ρ Sigma=Σ Tau=Τ Upsilon=Υ Phi=Φ
    Chi=Χ Psi=Ψ Omega=Ω alpha=α beta=β gamma=γ delta=δ epsilon=ε zeta=ζ eta=η theta=θ iota=ι kappa=κ lambda=λ mu=μ
    nu=ν xi=ξ omicron=ο pi=π rho=ρ sigmaf=ς sigma=σ tau=τ upsilon=υ phi=φ chi=χ psi=ψ omega=ω larr=← uarr=↑ rarr=→
    darr=↓ harr=↔ forall=∀ part=∂ exist=∃ empty=∅ nabla=∇ isin=∈ notin=∉ ni=∋ prod=∏ sum=∑ minus=− lowast=∗ radic=√
    prop=∝ infin=∞ ang=∠ and=∧ or=∨ cap=∩ cup=∪ int=∫ there4=∴ sim=∼ cong=≅ asymp=≈ ne=≠ equiv=≡ le=≤ ge=≥ sub=⊂
    sup=⊃ nsub=⊄ sube=⊆ supe=⊇ oplus=⊕ otimes=⊗ perp=⊥ sdot=⋅ dagger=† Dagger=‡ permil=‰ prime=′ Prime=″ lsaquo=‹
    rsaquo=› oline=‾ sbquo=‚ bdquo=„ spades=♠ clubs=♣ hearts=♥ diams=♦ loz=◊ AMP=& LT=< GT=> QUOT=" COPY=© REG=®
    lpar=( rpar=) comma=, period=. colon=: semi=; excl=! quest=? num=# dollar=$ percnt=% ast=* plus=+ sol=/ equals==
    commat=@ lbrack=[ rbrack=] lowbar=_ lbrace={ rbrace=} vert=| hyphen=‐ check=✓ cross=✗ star=☆ phone=☎ Tab=\t
    """.replace("equals==", "").replace("Tab=\t", "").split())
_ENTITIES |= {"equals": "=", "Tab": "\t", "NewLine": "\n", "nbsp": "\xa0", "ensp": "\u2002", "emsp": "\u2003",
              "thinsp": "\u2009", "zwnj": "\u200c", "zwj": "\u200d", "lrm": "\u200e", "rlm": "\u200f", "shy": "\xad"}
# Those that count without their semicolon, too.
_OPEN = {name for name, char in _ENTITIES.items() if ord(char) < 256 and name[0].isalpha() and name not in (
    "apos", "lpar", "rpar", "comma", "period", "colon", "semi", "excl", "quest", "num", "dollar", "percnt", "ast",
    "plus", "sol", "equals", "commat", "lbrack", "rbrack", "lowbar", "lbrace", "rbrace", "vert", "Tab", "NewLine")}
# Numbers that stand for characters of Windows.
_WINDOWS = {0: "\ufffd", 13: "\r"} | {0x80 + place: char for place, char in enumerate(
    "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ")}

_CODE = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def escape(s, quote=True):
    """s with &, < and > (and quotes, if quote is true) written so that they mean themselves."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _character(match):
    text = match.group(1)
    if text[0] == "#":
        number = int(text[2:].rstrip(";"), 16) if text[1] in "xX" else int(text[1:].rstrip(";"))
        if number in _WINDOWS:
            return _WINDOWS[number]
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            return "\ufffd"
        if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF or number == 11 \
                or (number < 32 and number not in (9, 10, 12, 13)) or 127 <= number < 160:
            return ""
        return chr(number)
    if text.endswith(";") and text[:-1] in _ENTITIES:
        return _ENTITIES[text[:-1]]
    for end in range(len(text), 1, -1):
        if text[:end] in _OPEN:
            return _ENTITIES[text[:end]] + text[end:]
    return "&" + text


def unescape(s):
    """s with &name; and &#number; replaced by the characters they stand for."""
    return _CODE.sub(_character, s) if "&" in s else s
