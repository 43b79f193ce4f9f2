class Base:
    limit = 10


class Derived(Base):
    doubled = Base.limit * 2
    broken = Base.missing
