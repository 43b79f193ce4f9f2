e = ValueError(0)
for i in range(13): e = ExceptionGroup("lvl%d" % i, [e])
raise e
