"""The names that HTML has for characters.

    html5            what names mean, with their ";", and without for those that count without it, too
    name2codepoint   the names of HTML 4 and the numbers of the characters
    codepoint2name   the other way round
    entitydefs       the names of HTML 4 and the characters
"""

__all__ = ["html5", "name2codepoint", "codepoint2name", "entitydefs"]

# The characters from 160 to 255, in their order.
_LATIN_1 = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
    micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash
    ugrave uacute ucirc uuml yacute thorn yuml
""".split()
_OTHERS = dict(pair.split("=", 1) for pair in """
    quot=" amp=& lt=< gt=> OElig=Œ oelig=œ Scaron=Š scaron=š Yuml=Ÿ fnof=ƒ circ=ˆ tilde=˜ Alpha=Α Beta=Β Gamma=Γ
    Delta=Δ Epsilon=Ε Zeta=Ζ Eta=Η Theta=Θ Iota=Ι Kappa=Κ Lambda=Λ Mu=Μ Nu=Ν Xi=Ξ Omicron=Ο Pi=Π Rho=Ρ Sigma=Σ
    Tau=Τ Upsilon=Υ Phi=Φ Chi=Χ Psi=Ψ Omega=Ω alpha=α beta=β gamma=γ delta=δ epsilon=ε zeta=ζ eta=η theta=θ
    iota=ι kappa=κ lambda=λ mu=μ nu=ν xi=ξ omicron=ο pi=π rho=ρ sigmaf=ς sigma=σ tau=τ upsilon=υ phi=φ chi=χ
    psi=ψ omega=ω thetasym=ϑ upsih=ϒ piv=ϖ ndash=– mdash=— lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ rdquo=” bdquo=„
    dagger=† Dagger=‡ bull=• hellip=… permil=‰ prime=′ Prime=″ lsaquo=‹ rsaquo=› oline=‾ frasl=⁄ euro=€ image=ℑ
    weierp=℘ real=ℜ trade=™ alefsym=ℵ larr=← uarr=↑ rarr=→ darr=↓ harr=↔ crarr=↵ lArr=⇐ uArr=⇑ rArr=⇒ dArr=⇓
    hArr=⇔ forall=∀ part=∂ exist=∃ empty=∅ nabla=∇ isin=∈ notin=∉ ni=∋ prod=∏ sum=∑ minus=− lowast=∗ radic=√
    prop=∝ infin=∞ ang=∠ and=∧ or=∨ cap=∩ cup=∪ int=∫ there4=∴ sim=∼ cong=≅ asymp=≈ ne=≠ equiv=≡ le=≤ ge=≥ sub=⊂
    sup=⊃ nsub=⊄ sube=⊆ supe=⊇ oplus=⊕ otimes=⊗ perp=⊥ sdot=⋅ lceil=⌈ rceil=⌉ lfloor=⌊ rfloor=⌋ loz=◊ spades=♠
    clubs=♣ hearts=♥ diams=♦
    """.split())
_UNSEEN = {"ensp": "\u2002", "emsp": "\u2003", "thinsp": "\u2009", "zwnj": "\u200c", "zwj": "\u200d", "lrm": "\u200e",
           "rlm": "\u200f"}

entitydefs = {name: chr(160 + place) for place, name in enumerate(_LATIN_1)} | _OTHERS | _UNSEEN
# HTML 5 has other characters for these two.
entitydefs |= {"lang": "\u2329", "rang": "\u232a"}
name2codepoint = {name: ord(char) for name, char in entitydefs.items()}
codepoint2name = {code: name for name, code in name2codepoint.items()}

# Of the names that HTML 5 added, those that pages use; CPython: all 2231.
_ADDED = dict(pair.split("=", 1) for pair in """
    apos=' AMP=& LT=< GT=> QUOT=" COPY=© REG=® lpar=( rpar=) comma=, period=. colon=: semi=; excl=! quest=?
    num=# dollar=$ percnt=% ast=* plus=+ sol=/ commat=@ lbrack=[ rbrack=] lowbar=_ lbrace={ rbrace=} vert=|
    hyphen=‐ check=✓ cross=✗ star=☆ phone=☎ equals==
    """.split()) | {"Tab": "\t", "NewLine": "\n"}
_WITHOUT_SEMICOLON = {*_LATIN_1, "amp", "lt", "gt", "quot", "AMP", "LT", "GT", "QUOT", "COPY", "REG"}
_html5 = entitydefs | _ADDED | {"lang": "\u27e8", "rang": "\u27e9"}
html5 = {name + ";": char for name, char in _html5.items()} | {name: _html5[name] for name in _WITHOUT_SEMICOLON}
