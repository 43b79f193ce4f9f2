"""csv: reading and writing in every dialect, DictReader, DictWriter, errors."""
import csv, io, sys
def err(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
T=['a,b,c\r\n1,"x, y",3\r\n', '"a ""q"" b",c\n\n"multi\nline",z\n', 'a;b;c\n', "a, b,  c\n", 'x\ty\n', '"open\nnever', 'a"b,c"d\n', '"a"b,c\n', 'a\\,b,c\n', '1,2.5,"x"\n', ',\n', '""\n', 'a,b\r', 'a\rb\n', 'a,', '', '\n', ' "a",b\n', "'a,b',c\n", 'a,"b\n']
for t in T:
    for kw in ({}, dict(delimiter=';'), dict(skipinitialspace=True), dict(dialect='excel-tab'), dict(quoting=csv.QUOTE_NONE), dict(quoting=csv.QUOTE_NONNUMERIC), dict(escapechar='\\'), dict(quotechar="'"), dict(strict=True), dict(doublequote=False), dict(quotechar=None), dict(quoting=csv.QUOTE_STRINGS), dict(quoting=csv.QUOTE_NOTNULL)):
        err(lambda: list(csv.reader(io.StringIO(t, newline=''), **kw)))
R=[['a','b'],[1,2.5,None,True],['x,y','q"q','n\nl','r\rr'],[''],[],['',''],[' lead','trail '],["it's",'a;b','tab\t'],['back\\slash'],[None],[1e100,float('nan')], ('t',)]
for kw in ({}, dict(delimiter=';'), dict(dialect='unix'), dict(dialect='excel-tab'), dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_NONE), dict(quoting=csv.QUOTE_NONE, escapechar='\\'), dict(quotechar="'"), dict(escapechar='\\'), dict(doublequote=False, escapechar='\\'), dict(doublequote=False), dict(lineterminator='!'), dict(quoting=csv.QUOTE_STRINGS), dict(quoting=csv.QUOTE_NOTNULL), dict(skipinitialspace=True)):
    for r in R:
        o=io.StringIO()
        err(lambda: (csv.writer(o, **kw).writerow(r), o.getvalue()))
r=csv.reader(['a,b','c,d']); print(next(r), r.line_num, r.dialect.delimiter, r.dialect.quoting, repr(r.dialect.lineterminator), type(r)); 
err(lambda: csv.reader([b'a'])and list(csv.reader([b'a']))); err(lambda: csv.reader(5)); err(lambda: csv.writer(5)); err(lambda: csv.writer(io.StringIO()).writerow(5)); err(lambda: csv.reader([], delimiter=';;')); err(lambda: csv.reader([], delimiter=5)); err(lambda: csv.reader([], quoting=9)); err(lambda: csv.reader([], foo=1)); err(lambda: csv.reader([], 'nope')); err(lambda: csv.reader([], delimiter='\n')); err(lambda: csv.reader([], quotechar='xx')); err(lambda: csv.reader([], delimiter='"')); err(lambda: csv.reader([],quoting=csv.QUOTE_ALL,quotechar=None)); err(lambda: csv.reader([], delimiter='')); err(lambda: csv.reader([], lineterminator=None))
d=list(csv.DictReader(io.StringIO('name,age\nBob,5\nAl\n\nX,1,2,3\n'), restkey='rest', restval='?')); print(d)
dr=csv.DictReader(io.StringIO('name,age\nBob,5\n')); print(dr.fieldnames, dr.line_num, next(dr), dr.line_num); print(list(csv.DictReader(['1,2'], fieldnames=['a','b'])))
print(csv.DictReader([]).fieldnames, list(csv.DictReader([])) if 0 else '')
o=io.StringIO(); w=csv.DictWriter(o,['a','b'], restval='-'); print(w.writeheader()); w.writerow({'a':1}); w.writerows([{'a':'x,y','b':2},{'b':None}]); err(lambda: w.writerow({'c':1})); csv.DictWriter(o,['a'],extrasaction='ignore').writerow({'a':1,'z':2}); print(repr(o.getvalue())); err(lambda: csv.DictWriter(o,['a'],extrasaction='foo'))
print(csv.list_dialects()); csv.register_dialect('p', delimiter='|', quoting=csv.QUOTE_ALL); print(csv.get_dialect('p').delimiter, list(csv.reader(['a|"b|c"'],'p'))); csv.unregister_dialect('p'); err(lambda: csv.get_dialect('p')); err(lambda: csv.unregister_dialect('p')); err(lambda: csv.register_dialect(5))
class My(csv.excel): delimiter=':'
print(list(csv.reader(['a:b'], My)), list(csv.reader(['a:b'], My())))
class Bad(csv.Dialect): delimiter='xx'
err(Bad)
err(lambda: list(csv.reader(['x'*131073]))); print(csv.field_size_limit(10), csv.field_size_limit()); err(lambda: list(csv.reader(['"'+'x'*11+'"']))); csv.field_size_limit(131072); err(lambda: csv.field_size_limit('a'))
s=csv.Sniffer(); print(s.sniff('a;b;c\n1;2;3\n').delimiter, s.has_header('name,age\nBob,5\nAl,6\n'), s.has_header('1,2\n3,4\n'))
