"""os, pathlib, shutil, tempfile, subprocess, glob, pprint, contextvars, timeit."""

import os, pathlib, shutil, tempfile, subprocess, glob, fnmatch, errno, stat, sys, pprint, contextvars, timeit
from pathlib import Path, PurePath
p = Path('/a/b/c.tar.gz')
print(p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.parts, p.with_suffix('.x'), p.with_name('q'), p / 'd', p.is_absolute(), repr(p), p.relative_to('/a'), p.match('*.gz'), 'x' / Path('y'), Path('a/./b//c/../d'), Path(), Path('.') == Path(''), Path('a') < Path('b'), hash(Path('a')) == hash(Path('a')), p.as_uri(), p.anchor, Path('a/b').joinpath('c', 'd'), p.is_relative_to('/a/b'), Path('x.py').with_stem('z'))
for f in (lambda: p.relative_to('/z'), lambda: Path('/').with_name('x'), lambda: Path('a').with_suffix('b'), lambda: Path(5), lambda: Path('a') / 5):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e)[:50])
with tempfile.TemporaryDirectory() as d:
    d = Path(d)
    (d / 'sub' / 'deep').mkdir(parents=True)
    (d / 'f.txt').write_text('hé\n')
    (d / 'sub' / 'g.py').write_bytes(b'x=1')
    (d / 'sub' / 'deep' / 'h.txt').touch()
    print(sorted((x.name for x in d.iterdir())), sorted((str(x.relative_to(d)) for x in d.rglob('*.txt'))), sorted((str(x.relative_to(d)) for x in d.glob('**/*'))), (d / 'f.txt').read_text(), (d / 'f.txt').stat().st_size, (d / 'sub').is_dir(), (d / 'nope').exists())
    print(sorted((os.path.relpath(x, d) for x in glob.glob(str(d / '*')))), sorted((os.path.relpath(x, d) for x in glob.glob(str(d / '**' / '*.txt'), recursive=True))), glob.glob('*.txt', root_dir=d))
    print([(os.path.relpath(a, d), sorted(b), sorted(c)) for a, b, c in sorted(os.walk(d))])
    shutil.copy(d / 'f.txt', d / 'copy.txt')
    shutil.copytree(d / 'sub', d / 'sub2')
    shutil.move(d / 'copy.txt', d / 'sub2')
    print(sorted(os.listdir(d / 'sub2')))
    shutil.rmtree(d / 'sub2')
    print(os.path.exists(d / 'sub2'))
    os.symlink(d / 'f.txt', d / 'lnk')
    print(os.path.islink(d / 'lnk'), os.path.samefile(d / 'lnk', d / 'f.txt'), Path(os.readlink(d / 'lnk')).name, (d / 'lnk').resolve().name)
    os.chmod(d / 'f.txt', 416)
    print(oct(stat.S_IMODE(os.stat(d / 'f.txt').st_mode)), stat.filemode(os.stat(d / 'f.txt').st_mode), os.access(d / 'f.txt', os.R_OK))
    (d / 'f.txt').rename(d / 'g.txt')
    (d / 'g.txt').unlink()
    (d / 'g.txt').unlink(missing_ok=True)
    print(sorted((e.name for e in os.scandir(d))))
    for f in (lambda: (d / 'q').read_text(), lambda: (d / 'sub').mkdir(), lambda: (d / 'sub').rmdir(), lambda: os.remove(d / 'q'), lambda: shutil.copy(d / 'q', d / 'z')):
        try:
            f()
        except OSError as e:
            print(type(e).__name__, e.errno, e.strerror, Path(e.filename).name)
    f = tempfile.NamedTemporaryFile('w', dir=d, suffix='.t')
    n = f.name
    f.write('x')
    f.close()
    print(os.path.exists(n), n.endswith('.t'))
print(d.exists())
print(subprocess.run(['echo', 'hi'], capture_output=True, text=True), subprocess.check_output('echo a; echo b', shell=True), subprocess.run(['cat'], input=b'data', stdout=subprocess.PIPE).stdout, subprocess.call(['false']), subprocess.getoutput('echo $((1+2))'), subprocess.run('exit 3', shell=True).returncode)
for f in (lambda: subprocess.run(['false'], check=True), lambda: subprocess.run(['/nonexistent/x'])):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e)[:50])
pr = subprocess.Popen(['sh', '-c', 'read x; echo got $x; exit 2'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(pr.communicate('yo\n'), pr.returncode)
print(fnmatch.fnmatch('a.py', '*.py'), fnmatch.filter(['a', 'b1'], 'b?'), fnmatch.fnmatchcase('A', '[!a]'), errno.ENOENT, errno.errorcode[2], os.strerror(2))
print(os.path.splitext('a/b.c'), os.path.join('a', '/b'), os.path.normpath('a/../b/./c'), os.path.commonpath(['/a/b', '/a/c']), os.path.basename('/a/b/'), os.path.dirname('/a/b'), os.path.expanduser('~x'), os.sep, os.linesep, os.path.isabs('/a'))
pprint.pprint({'b': list(range(30)), 'a': {'x': 'y' * 50, 'z': ['q' * 30] * 3}})
pprint.pprint([1, 2])
print(pprint.pformat({'k': (1,)}, width=5))
pprint.pprint('word ' * 30)
l = [1]
l.append(l)
print(pprint.pformat(l).split(' with')[0])
pprint.pp({'b': 1, 'a': 2})
pprint.pprint(list(range(50)), compact=True, width=60)
v = contextvars.ContextVar('v', default=1)
t = v.set(5)
print(v.get())
c = contextvars.copy_context()
v.reset(t)
print(v.get(), c.run(v.get), c[v])
print(timeit.timeit('1+1', number=10) >= 0, len(timeit.repeat('x', setup='x=1', number=5, repeat=3)))
