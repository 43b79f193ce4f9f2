# Source as tokens, and tokens as source.
import io
import token
import tokenize


def show(text):
    try:
        for t in tokenize.generate_tokens(io.StringIO(text).readline):
            print(tokenize.tok_name[t.exact_type], repr(t.string), *t.start, *t.end)
    except (tokenize.TokenError, IndentationError) as error:
        print(type(error).__name__, error)


show("if x:  # why\n    y = 0x1F\n")
# expect: NAME 'if' 1 0 1 2
# expect: NAME 'x' 1 3 1 4
# expect: COLON ':' 1 4 1 5
# expect: COMMENT '# why' 1 7 1 12
# expect: NEWLINE '\n' 1 12 1 13
# expect: INDENT '    ' 2 0 2 4
# expect: NAME 'y' 2 4 2 5
# expect: EQUAL '=' 2 6 2 7
# expect: NUMBER '0x1F' 2 8 2 12
# expect: NEWLINE '\n' 2 12 2 13
# expect: DEDENT '' 3 0 3 0
# expect: ENDMARKER '' 3 0 3 0
show("f'a{x!r:>{w}}{{'")
# expect: FSTRING_START "f'" 1 0 1 2
# expect: FSTRING_MIDDLE 'a' 1 2 1 3
# expect: LBRACE '{' 1 3 1 4
# expect: NAME 'x' 1 4 1 5
# expect: EXCLAMATION '!' 1 5 1 6
# expect: NAME 'r' 1 6 1 7
# expect: COLON ':' 1 7 1 8
# expect: FSTRING_MIDDLE '>' 1 8 1 9
# expect: LBRACE '{' 1 9 1 10
# expect: NAME 'w' 1 10 1 11
# expect: RBRACE '}' 1 11 1 12
# expect: FSTRING_MIDDLE '' 1 12 1 12
# expect: RBRACE '}' 1 12 1 13
# expect: FSTRING_MIDDLE '{' 1 13 1 14
# expect: FSTRING_END "'" 1 15 1 16
# expect: NEWLINE '' 1 16 1 17
# expect: ENDMARKER '' 2 0 2 0
show("(\n")
# expect: LPAR '(' 1 0 1 1
# expect: NL '\n' 1 1 1 2
# expect: TokenError ('unexpected EOF in multi-line statement', (1, 0))
show("'abc")  # expect: TokenError ('unterminated string literal (detected at line 1)', (1, 1))

text = b'# coding: latin-1\nx = [1,\n   2] ; s = """a\nb"""\nclass A:\n\tdef f(self): return f"{self}!"\n'
tokens = list(tokenize.tokenize(io.BytesIO(text).readline))
print(tokens[0].string, tokenize.untokenize(tokens) == text)  # expect: iso-8859-1 True
print(tokenize.untokenize([(t.type, t.string) for t in tokens][:12]))
# expect: b'# coding: latin-1\nx =[1 ,\n2 ];'
print(tokens[2], token.ISEOF(token.ENDMARKER), token.EXACT_TOKEN_TYPES["->"] == token.RARROW)
# expect: TokenInfo(type=63 (NL), string='\n', start=(1, 17), end=(1, 18), line='# coding: latin-1\n') True True
for head in (b"\xef\xbb\xbfx\n", b"\n# coding: cp1252\n", b"# coding: nowhere\n", b""):
    try:
        print(tokenize.detect_encoding(io.BytesIO(head).readline))
    except SyntaxError as error:
        print(error)
# expect: ('utf-8-sig', [b'x\n'])
# expect: ('cp1252', [b'\n', b'# coding: cp1252\n'])
# expect: unknown encoding: nowhere
# expect: ('utf-8', [])
