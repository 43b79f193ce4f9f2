"""base64, binascii, hmac, zlib, gzip, secrets."""
import base64, binascii, hmac, hashlib, zlib, gzip, secrets, io, os, tempfile
def err(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
D=[b'', b'a', b'ab', b'abc', b'abcd', b'hello world'*10, bytes(range(256)), b'\0'*8, b'    '*3]
for d in D:
    for n in ('b64','b32','b32hex','b16','b85','a85','standard_b64','urlsafe_b64', 'z85'):
        e=getattr(base64,n+'encode')(d); print(n, e, getattr(base64,n+'decode')(e)==d)
    print(base64.encodebytes(d), base64.decodebytes(base64.encodebytes(d))==d, base64.a85encode(d, foldspaces=True, wrapcol=10, adobe=True), base64.a85decode(base64.a85encode(d, foldspaces=True, wrapcol=10, adobe=True), foldspaces=True, adobe=True)==d, base64.a85encode(d,pad=True), base64.b85encode(d,pad=True))
err(base64.b64decode,'YWJj\n*ZA=='); err(base64.b64decode,'YWJjZA==', validate=True); err(base64.b64decode,'YWJj*ZA==', validate=True); err(base64.b64decode,'YWJjZ'); err(base64.b64decode,'YWJjZA='); err(base64.b64decode,'é'); err(base64.b64encode,'str'); err(base64.b64decode, 5)
for s in (b'=', b'a=', b'ab=', b'ab==c', b'ab==', b'ab=c', b'abc=', b'abc=d', b'abcd=', b'a=b=c=d', b'ab=\n=', b'abcde', b'ab==cd==', b'====', b'a===', b'ab==='):
    err(binascii.a2b_base64, s); err(binascii.a2b_base64, s, strict_mode=True)
err(base64.b64encode,b'\xff\xfe', altchars=b'-_'); err(base64.b64decode,'__4=', altchars='-_')
err(base64.b32decode,'abc'); err(base64.b32decode,'mfrgg==='); err(base64.b32decode,'mfrgg===', True);err(base64.b32decode,'MFRGG0=='); err(base64.b16decode,'aB'); err(base64.b16decode,'aB',True); err(base64.b16decode,'A')
err(base64.b85decode,b'~~~~~'); err(base64.b85decode,b'"abc'); err(base64.a85decode, b'v'); err(base64.a85decode, b'az'); err(base64.a85decode, b'uuuuu'); err(base64.a85decode,b'abc',adobe=True)
err(binascii.hexlify,b'abc','-',2); err(binascii.unhexlify,'6162'); err(binascii.unhexlify,'616'); err(binascii.unhexlify,'zz'); err(binascii.hexlify,'abc'); err(binascii.unhexlify, 5); err(binascii.b2a_hex, b'xyz'); err(binascii.unhexlify,'61 62')
print(binascii.crc32(b'hello'), binascii.crc32(b'lo', binascii.crc32(b'hel')), binascii.crc_hqx(b'hello',0), zlib.adler32(b'hello'), zlib.crc32(b'', 5), zlib.crc32(b'a', -1))
err(binascii.b2a_base64,b'hi'); err(binascii.b2a_base64,b'hi',newline=False); err(binascii.a2b_base64,'aGk=')
for m in ('md5','sha256','sha3_512'): 
    h=hmac.new(b'key', b'msg', m); print(h.name, h.hexdigest(), h.digest_size, h.block_size); c=h.copy(); c.update(b'x'); print(c.hexdigest())
print(hmac.new(b'k'*200, digestmod=hashlib.sha1).hexdigest(), hmac.digest(b'a', b'b', 'sha256'))
err(hmac.new, 'key', b'', 'md5'); err(hmac.new, b'key'); err(hmac.compare_digest, 'a','a'); err(hmac.compare_digest,b'a',b'b'); err(hmac.compare_digest,'é','a'); err(hmac.compare_digest,'a',b'a'); err(hmac.compare_digest,b'a',5)
z=zlib.compress(b'hello'*100); print(zlib.decompress(z)==b'hello'*100, len(z)); err(zlib.decompress, b'abc'); err(zlib.decompress, z[:-3]); err(zlib.compress, b'', 10); err(zlib.compress,'a'); err(zlib.decompress, z, -15); err(zlib.decompressobj, 99); print(zlib.compress(b'abc'*5, 9), zlib.compress(b'abc', level=0))
c=zlib.compressobj(); s=c.compress(b'a'*1000)+c.compress(b'b'*1000)+c.flush(); d=zlib.decompressobj(); o=d.decompress(s+b'tail', 100); print(len(o), len(d.unconsumed_tail)); o+=d.decompress(d.unconsumed_tail); print(len(o), d.eof, d.unused_data)
c=zlib.compressobj(zdict=b'hello world'); s=c.compress(b'hello world hello')+c.flush(); d=zlib.decompressobj(zdict=b'hello world'); print(d.decompress(s)); err(zlib.decompress, s)
print(zlib.MAX_WBITS, zlib.Z_BEST_COMPRESSION, zlib.Z_SYNC_FLUSH, zlib.error)
big=os.urandom(100000)+b'x'*1000000; print(zlib.decompress(zlib.compress(big,1))==big)
g=gzip.compress(b'data'*10, mtime=0); print(g, gzip.decompress(g), gzip.decompress(g+g)==b'data'*20); err(gzip.decompress, b'abc'); err(gzip.decompress, g[:-2]); err(gzip.decompress, g[:-9]+b'\0'+g[-8:])
p=tempfile.mktemp('.gz')
with gzip.open(p,'wt') as f: f.write('line1\nline2\nünï\n')
with gzip.open(p,'rt') as f: print(f.read())
with gzip.open(p) as f: print(f.readline(), list(f), f.read())
with gzip.open(p,'ab') as f: print(f.write(b'more')); err(f.read)
with gzip.GzipFile(p) as f: print(f.read(5), f.tell(), f.seek(2), f.read()); err(f.write,b'x'); print(f.mode if 0 else '', f.name==p)
b=io.BytesIO(); 
with gzip.GzipFile(fileobj=b, mode='w', mtime=1) as f: f.write(b'abc'); print(f.tell())
print(b.getvalue()); os.remove(p); err(gzip.open, p, 'q'); err(gzip.open,p,'rbt'); err(gzip.open, 5)
print(len(secrets.token_bytes()), len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), 0<=secrets.randbelow(5)<5, secrets.choice([1]), secrets.randbits(8)<256); err(secrets.randbelow,0)
