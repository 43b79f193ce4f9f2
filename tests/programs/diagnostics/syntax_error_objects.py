# SyntaxErrors with all kinds of fields, and what their reports make of them.
import traceback
for a in [(), ("m",), ("m",("f",1,2,"text",1,3)), ("m",("f",1,2,"text\n",1,30)), ("m",("f",1,20,"text\n",1,30)),("m",("f",1,None,"text\n",1,30)),
 ("m",(None,1,2,"text\n")),("m",("f",None,2,"text\n")),("m",("f",3,2,None)),("m",("f",3,2,"")),("m",("f",3,0,"abc")),("m",("f",3,-1,"abc",3,5)),("m",("f",3,1,"abc",4,5)),
 ("m",("f",3,1,"  abc",4,5)),("m",("f",3,4,"\t abc\n\n",3,5)),("m",("f",3,4,"\t 中abc\n\n",3,-1)),(None,("f",3,4,"abc")),("",("f",3,4,"abc")), (3,("f",3,4,"abc")), ("m",("f","x",4,"abc"))]:
    try:
        e = SyntaxError(*a)
        if len(a)>1: e.add_note("note")
        print("".join(traceback.format_exception_only(e)), end="")
        print(repr(str(e)))
    except Exception as x: print(type(x), x)
try: compile("\0", "q.py", "exec")
except SyntaxError as e: print("".join(traceback.format_exception_only(e)), e.args, e)
