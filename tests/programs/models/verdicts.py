# skip-oracle: what gilt models is made of
# Sentences follow from figures; the figures here are made up, so that nothing depends on the machine.
import _models
from _models import BY_NAME, Row


def row(name, *walls, cpu=0.0, queued=0.0, start=0.0001, load=0.0, copied=0, results=("1",)):
    runs = [{"wall": wall, "cpu": cpu, "queued": queued, "copied": copied, "results": results} for wall in walls]
    cost = {"start": start, "memory": 60000, "load": load}
    return Row(BY_NAME[name], runs, None if name == "serial" else cost)


def show(title, *rows):
    print(f"--- {title}")
    _models.print_table("f", list(rows), 4, 3)


show("computes",
     row("serial", 4.0, 4.1, 4.05, cpu=4.0), row("threads", 4.1, 4.0, 4.2, cpu=4.1),
     row("threads-off", 2.1, 2.0, 2.2, cpu=4.1), row("fork", 2.1, 2.0, 2.3, cpu=4.1, start=0.002, copied=120),
     row("spawn", 2.3, 2.3, 2.4, cpu=4.3, start=0.03, copied=5000))
show("waits",
     row("serial", 0.4, 0.41, 0.4, cpu=0.001), row("threads", 0.11, 0.1, 0.1), row("threads-off", 0.1, 0.1, 0.1),
     row("fork", 0.12, 0.13, 0.12, start=0.002), row("spawn", 0.5, 0.4, 0.5, start=0.2),
     row("asyncio", 0.1, 0.1, 0.1, start=0.00001))
show("both",
     row("serial", 4.0, 4.0, 4.0, cpu=2.0), row("threads", 2.5, 2.4, 2.5, cpu=2.0),
     row("threads-off", 1.5, 1.5, 1.5, cpu=2.0))
show("too little to do",
     row("serial", 0.0001, 0.0001, 0.0001, cpu=0.0001), row("threads", 0.001, 0.002, 0.001, cpu=0.0001),
     row("fork", 0.01, 0.02, 0.01, start=0.002))
show("much to import",
     row("serial", 4.0, 4.0, 4.0, cpu=4.0), row("interpreters", 3.4, 3.4, 3.5, cpu=6.8, start=0.002, load=0.7),
     row("fork", 2.0, 2.0, 2.1, cpu=4.0, start=0.002), row("spawn", 3.5, 3.5, 3.6, cpu=7.0, start=0.03, load=0.72))
show("no conclusion: the runs differ more than the models",
     row("serial", 4.0, 2.0, 6.0, cpu=4.0), row("threads-off", 2.1, 3.0, 2.0, cpu=4.0))
show("no conclusion: a crowded machine",
     row("serial", 4.0, 4.0, 4.0, cpu=2.0, queued=1.9), row("threads-off", 1.0, 1.0, 1.0, cpu=2.0))
show("other results", row("serial", 4.0, cpu=4.0), row("fork", 2.0, results=("2",)))
