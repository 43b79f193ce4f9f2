"""ast.literal_eval, shlex, cmd, codeop, code, filecmp, fileinput, locale."""
import ast, shlex, cmd, code, codeop, filecmp, fileinput, locale, io, os, sys, tempfile
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, str(e).partition(': ')[0] if isinstance(e,ValueError) else e)
for s in ('1','-1','1.5e3','1_000','0xff','-0b11','1+2j','-1-2j','3j',"'a'",'"b\\n"',"'a' 'b'",'b"x"',"r'\\n'",'"""t"""','()','(1,)','(1)','1,2','[]','[1,2,]','{}','{1:2}','{"a":[1,(2,)],}','{1,2}','set()','None','True','...','  5','[\n1, # c\n2]','[[1],{"x":None}]','+5','--5','(-1)','{"a": -1.5}','1+2','f()','a','[a]','1 if 2 else 3','__import__("os")','"a"+"b"','1*2','[1 for x in y]','1 2','(','"a','[1,','lambda: 1','not 1','~1','"%s" % 1','{1}.pop()','b"a" "b"','f"x"'):
    print(s, end=' '); err(ast.literal_eval, s)
err(ast.literal_eval, 5)
for s in ('a b c',"a 'b c' \"d e\"",'a\\ b c','a "b\\"c" d',"a#b # c",'',"'a'b",'a ""',"x=y;z"): err(shlex.split,s); err(shlex.split,s,comments=True); err(shlex.split,s,posix=False); print(list(shlex.shlex(s)), list(shlex.shlex(s,posix=True)), list(shlex.shlex(s,punctuation_chars=True)))
err(shlex.split,"a 'b"); err(shlex.split,'a\\'); print(shlex.quote("it's"), shlex.quote(''), shlex.quote('a b'), shlex.quote('ok-1.2/x'), shlex.join(['a','b c',"d'e"]), list(shlex.shlex('a && b || c; d>e',punctuation_chars=True))); err(shlex.split,None)
class C(cmd.Cmd):
    prompt='> '
    intro='hi'
    def do_add(self, arg):
        "Adds\nnumbers."
        print(sum(map(int,arg.split()))) 
    def do_quit(self, arg): return True
    def do_undoc(self,arg): print('undoc',repr(arg))
    def help_topic(self): print('topic help')
    def do_EOF(self,arg): print(); return True
    def postloop(self): print('bye')
C(stdin=io.StringIO('add 1 2\nhelp\nhelp add\n?topic\nhelp nope\n\nfoo bar\nundoc  x y \n!ls\nquit\n')).cmdloop() if 0 else None
c=C(stdin=io.StringIO('add 1 2\nhelp\nhelp add\n?topic\nhelp nope\n\nfoo bar\nundoc  x y \n!ls\n\nquit\n'),stdout=sys.stdout); c.use_rawinput=0; c.cmdloop()
c=C(stdin=io.StringIO('')); c.use_rawinput=0; c.cmdloop('again'); c.onecmd('add 5 6'); print(c.parseline('add 1'), c.completenames('a')); c.columnize(['aa','b','ccc']*20, 60)
for s in ('1+1','if 1:','if 1:\n  x=1','if 1:\n  x=1\n','def f():\n  pass\n\n','x = (','"""a','1 +','x=)','','# c','a=1;b=2','for i in x:\n','try:\n  x\n','@d','class A: pass','while 1: pass'):
    try: r=codeop.compile_command(s); print(repr(s), r is not None)
    except SyntaxError as e: print(repr(s), 'SyntaxError')
con=code.InteractiveConsole({'x':5})
lines=iter(['x+1','y = 2','def f(a):','    return a*2','','f(y)','1/0','bad syntax here','for i in range(2):','    print(i)','','print(x'])
def rd(p):
    print(p,end=''); 
    try: l=next(lines)
    except StopIteration: raise EOFError
    print(l); return l
con.raw_input=rd; con.write=lambda s: print('ERR', s.splitlines()[-1] if s.strip() else repr(s)); con.interact(banner='B',exitmsg='done')
i=code.InteractiveInterpreter(); print(i.runsource('z=1'), i.locals['z'], i.runsource('if 1:'))
d=tempfile.mkdtemp(); j=os.path.join
os.mkdir(j(d,'a')); os.mkdir(j(d,'b')); os.mkdir(j(d,'a','s')); os.mkdir(j(d,'b','s'))
for n,t in (('a/x','1'),('b/x','1'),('a/y','1'),('b/y','22'),('a/o','q'),('b/p','q'),('a/s/k','1'),('b/s/k','2')): open(j(d,n),'w').write(t)
print(filecmp.cmp(j(d,'a/x'),j(d,'b/x')), filecmp.cmp(j(d,'a/y'),j(d,'b/y'),shallow=False), filecmp.cmpfiles(j(d,'a'),j(d,'b'),['x','y','zz']))
x=filecmp.dircmp(j(d,'a'),j(d,'b')); print(x.left_only,x.right_only,x.common,x.same_files,x.diff_files,x.common_dirs,list(x.subdirs), x.left_list)
os.chdir(d); filecmp.dircmp('a','b').report_full_closure()
with fileinput.input(['a/x','b/y']) as f:
    for l in f: print(f.filename(), f.lineno(), f.filelineno(), f.isfirstline(), repr(l))
for l in fileinput.input('b/y'): print(fileinput.filename(), fileinput.lineno(), l)
fileinput.close(); err(fileinput.lineno); 
print(locale.setlocale(locale.LC_ALL,'C'), locale.strcoll('a','b'), locale.format_string('%d',5), locale.atof('1.5'), locale.localeconv()['decimal_point'], locale.str(1.5)); err(locale.setlocale,locale.LC_ALL,'xx_YY'); err(locale.currency,5)
