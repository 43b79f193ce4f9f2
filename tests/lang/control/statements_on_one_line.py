a = 1; b = 2; print(a, b)  # expect: 1 2
if a: print("x"); print("y")
# expect: x
# expect: y
for i in range(2): print(i); 
# expect: 0
# expect: 1
while a < 3: a += 1
class C: x = 1; y = 2
def f(): return 1
print(C.x, C.y, f(), a); pass  # expect: 1 2 1 3
if a: pass
else: print("no")
x = (1 +
     2 +  # a comment inside
     3)
print(x)  # expect: 6
y = \
    5
print(y)  # expect: 5
