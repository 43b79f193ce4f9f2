"""A database as commands of SQL."""


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def dump(connection, pattern):
    """The commands, one after the other."""
    cursor = connection.cursor()
    cursor.row_factory = None
    condition, values = (" AND name LIKE ? ESCAPE '\\'", (pattern,)) if pattern else ("", ())
    if cursor.execute("PRAGMA foreign_keys").fetchone()[0]:
        yield "PRAGMA foreign_keys=OFF;"
    yield "BEGIN TRANSACTION;"
    sequences = []
    virtual = False
    tables = cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND type == 'table'"
                            f"{condition} ORDER BY name", values).fetchall()
    for name, sql in tables:
        if name == "sqlite_sequence":
            sequences.append("DELETE FROM \"sqlite_sequence\";")
            rows = cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
            sequences += ["INSERT INTO \"sqlite_sequence\" VALUES('{}',{});".format(*row) for row in rows]
            continue
        if name == "sqlite_stat1":
            yield "ANALYZE \"sqlite_master\";"
        elif name.startswith("sqlite_"):
            continue
        elif sql.startswith("CREATE VIRTUAL TABLE"):
            if not virtual:
                virtual = True
                yield "PRAGMA writable_schema=ON;"
            text = sql.replace("'", "''")
            yield ("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','{0}','{0}',0,'{1}');"
                   .format(name.replace("'", "''"), text))
            continue
        else:
            yield f"{sql};"
        columns = [row[1] for row in cursor.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()]
        parts = ",".join("'||quote(" + _quoted(column) + ")||'" for column in columns)
        into = _quoted(name).replace("'", "''")
        for row in cursor.execute(f"SELECT 'INSERT INTO {into} VALUES({parts})' FROM {_quoted(name)};").fetchall():
            yield f"{row[0]};"
    rest = cursor.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL AND type IN ('index', 'trigger', 'view')"
                          f"{condition}", values).fetchall()
    for (sql,) in rest:
        yield f"{sql};"
    if virtual:
        yield "PRAGMA writable_schema=OFF;"
    yield from sequences
    yield "COMMIT;"
