"""codecs: lookup, incremental decoders and rot13."""

import codecs
print(codecs.encode('é', 'utf-8'), codecs.decode(b'\xc3\xa9', 'utf-8'))
print(codecs.lookup('utf-8').name, codecs.lookup('latin-1').name)
print(codecs.encode('Hello', 'rot13'))
print(codecs.BOM_UTF8)
d = codecs.getincrementaldecoder('utf-8')()
print(repr(d.decode(b'\xc3')), repr(d.decode(b'\xa9')))
try:
    codecs.lookup('nope')
except LookupError as e:
    print(e)
