"""hashlib: every function, in pieces, copies, BLAKE2 parameters, PBKDF2, errors."""
import hashlib, io, threading
data=[b'', b'abc', b'x'*55, b'y'*56, b'z'*63, b'a'*64, b'b'*111, b'c'*112, b'd'*127,b'e'*128, b'f'*129, b'g'*1000, bytes(range(256))*40]
for n in sorted(hashlib.algorithms_guaranteed):
    for d in data:
        h=hashlib.new(n); h.update(d[:3]); h.update(d[3:])
        if n.startswith('shake'): print(n, h.hexdigest(20), h.digest(3), hashlib.sha256(h.digest(500)).hexdigest())
        else: print(n, h.hexdigest(), h.digest()==getattr(hashlib,n)(d).digest())
    print(h.name, h.digest_size, h.block_size)
    c=h.copy(); c.update(b'1'); h.update(b'1'); print(c.hexdigest(9) if 'shake' in n else c.hexdigest()==h.hexdigest())
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: hashlib.new('foo')); err(lambda: hashlib.md5('a')); err(lambda: hashlib.md5(5)); err(lambda: hashlib.md5().update('x')); err(lambda: hashlib.new('SHA256').name)
err(lambda: hashlib.blake2b(digest_size=0)); err(lambda: hashlib.blake2b(key=b'x'*65)); err(lambda: hashlib.blake2s(salt=b'x'*9))
print(hashlib.blake2b(b'm', digest_size=16, key=b'k', salt=b's', person=b'p').hexdigest(), hashlib.blake2s(b'm', digest_size=16, key=b'k', salt=b's', person=b'p').hexdigest(), hashlib.blake2b(b'm'*128, key=b'k'*64,fanout=2,depth=2,leaf_size=5,node_offset=7,node_depth=1,inner_size=32,last_node=True).hexdigest())
print(hashlib.blake2s(b'', fanout=2,depth=2,leaf_size=5,node_offset=7,node_depth=1,inner_size=32,last_node=True).hexdigest(), hashlib.blake2b.SALT_SIZE, hashlib.blake2s.MAX_KEY_SIZE)
print(hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 1000).hex(), hashlib.pbkdf2_hmac('sha1', b'pw', b'salt', 10, 50).hex(), hashlib.pbkdf2_hmac('md5', b'', b'', 1, 1))
err(lambda: hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 0)); err(lambda: hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 1, 0)); err(lambda: hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 1, -1))
print(hashlib.file_digest(io.BytesIO(b'abc'), 'sha256').hexdigest(), hashlib.sha256(bytearray(b'q')).hexdigest(), hashlib.sha256(memoryview(b'q')).hexdigest())
print(sorted(hashlib.algorithms_guaranteed), hashlib.algorithms_guaranteed <= hashlib.algorithms_available)
h=hashlib.sha256()
ts=[threading.Thread(target=lambda: [h.update(b'a'*5000) for _ in range(50)]) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(h.hexdigest())
