# A report shows 15 members of a group and 10 levels of groups.
deep = ValueError("deep")
for level in range(14):
    deep = ExceptionGroup(f"level {level}", [deep])
raise ExceptionGroup("wide", [deep, *(ValueError(i) for i in range(18))])
