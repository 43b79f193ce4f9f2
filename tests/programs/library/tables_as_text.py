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

# Fields that the reader would skip; line ends that are escaped; limits.
def written(row, **keywords):
    out = io.StringIO()
    try:
        csv.writer(out, **keywords).writerow(row)
        print(repr(out.getvalue()))
    except Exception as error:
        print(type(error).__name__, error)


for skips in False, True:
    for row in [""], [None], ["", ""], [None, None], ["a", ""]:
        for quoting in range(6):
            written(row, delimiter=" ", skipinitialspace=skips, quoting=quoting)
written(["a"], delimiter="\x85", lineterminator="\x85")
written(["a"], lineterminator=5)
for text in "a\\\nb,c\n", "a\\\nb\n\n", "\\\n", "\\", "a\\\r\nb,c":
    print([list(csv.reader(io.StringIO(text, newline=""), escapechar="\\", quoting=quoting)) for quoting in (0, 3)])
for limit in None, "x":
    try:
        csv.field_size_limit(limit)
    except TypeError as error:
        print(error)
try:
    csv.DictWriter(io.StringIO(), ["a"], extrasaction="RAISE").writerow({"b": 1})
except ValueError as error:
    print(error)

# What a sniffer finds.
SAMPLES = [
    "name;age\n'Ann; B';20\n'Bob; C';30\n", "'123;4'", ";'123;4';", "'12';", "a b c\nd e f\ng h i\n", "a|b\nc|d\ne|f\n",
    "x, y\n1, 2\n3, 4\n", 'one,"two ""2"" too",three\n', "05/05/03?05/05/03?9\n05/05/04?05/05/04?8\n", "", "abc", "a\tb\n1\t2",
    "".join(f"{i};{'x,' * (i % 3)}{i}\n" for i in range(30)), "k~v\na~1\nb~22\n", "'a','b'\n'c','d'\n",
]
for sample in SAMPLES:
    for delimiters in None, ",;":
        try:
            found = csv.Sniffer().sniff(sample, delimiters)
        except csv.Error as error:
            print(error)
            continue
        print(repr(found.delimiter), repr(found.quotechar), found.doublequote, bool(found.skipinitialspace), found._name)
for sample in SAMPLES[:2] + SAMPLES[4:8] + ["name,size\na,1\nb,2\n", "ab,cd\nef,gh\n", "long,longer\nab,c\nde,f\n"]:
    print(csv.Sniffer().has_header(sample) if sample != "'123;4'" else "")
