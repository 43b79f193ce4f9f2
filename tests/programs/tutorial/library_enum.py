"""A library's books and members: dataclasses, enums, flags, dates."""
from dataclasses import dataclass, field, replace, FrozenInstanceError, fields
from datetime import date, timedelta
from enum import Enum, Flag, IntEnum, auto, unique
from typing import ClassVar, Optional


@unique
class Status(Enum):
    AVAILABLE = "available"
    LENT = "lent"
    LOST = "lost"

    def __str__(self):
        return self.value.capitalize()

    @property
    def can_be_lent(self):
        return self is Status.AVAILABLE


class Level(IntEnum):
    CHILD = 1
    ADULT = 2
    STAFF = 3


class Genre(Flag):
    FICTION = auto()
    SCIENCE = auto()
    HISTORY = auto()


@dataclass(frozen=True, slots=True)
class ISBN:
    digits: str

    def __post_init__(self):
        if sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(self.digits)) % 10:
            raise ValueError(f"bad check digit in {self.digits}")


@dataclass
class Book:
    title: str
    isbn: ISBN
    genre: Genre
    status: Status = Status.AVAILABLE
    due: Optional[date] = None


@dataclass(kw_only=True)
class Member:
    name: str
    level: Level = Level.ADULT
    books: list[Book] = field(default_factory=list, compare=False)
    limit: ClassVar[dict] = {Level.CHILD: 1, Level.ADULT: 2, Level.STAFF: 10}

    def may_borrow(self) -> bool:
        return len(self.books) < self.limit[self.level]


class LibraryError(Exception):
    pass


class Library:
    DAYS = timedelta(days=28)
    FEE = 0.25

    def __init__(self, today: date):
        self.today = today
        self.books: dict[ISBN, Book] = {}

    def add(self, *books: Book):
        self.books |= {book.isbn: book for book in books}

    def lend(self, isbn: ISBN, member: Member):
        book = self.books[isbn]
        if not book.status.can_be_lent:
            raise LibraryError(f"{book.title!r} is {book.status.name}")
        if not member.may_borrow():
            raise LibraryError(f"{member.name} has {len(member.books)} already ({member.level!r})")
        book.status, book.due = Status.LENT, self.today + self.DAYS
        member.books.append(book)

    def give_back(self, book: Book, member: Member, on: date) -> float:
        late = max(timedelta(0), on - (book.due or on))
        book.status, book.due = Status.AVAILABLE, None
        member.books.remove(book)
        return late.days * self.FEE


library = Library(date(2024, 2, 1))
emma = Book("Emma", ISBN("9780141439587"), Genre.FICTION)
cosmos = Book("Cosmos", ISBN("9780345539434"), Genre.SCIENCE | Genre.HISTORY)
library.add(emma, cosmos)
kim, pat = Member(name="Kim", level=Level.CHILD), Member(name="Pat")
library.lend(emma.isbn, kim)
print(emma)
for isbn, who in [(emma.isbn, pat), (cosmos.isbn, kim)]:
    try:
        library.lend(isbn, who)
    except LibraryError as error:
        print("refused:", error)
print(f"{emma.due:%d %B %Y, %A} {emma.due.isoformat()} {emma.status}")
print(f"fee: {library.give_back(emma, kim, date(2024, 3, 5)):.2f}", emma.status, kim)
print(replace(cosmos, title="Kosmos", status=Status("lost")))
print(Status["LENT"], list(Status), Status.LOST.name, Level.ADULT + 1, Level.CHILD < Level.STAFF, f"{Level.STAFF:03d}")
print(cosmos.genre, Genre.SCIENCE in cosmos.genre, ~cosmos.genre, Genre(0), list(cosmos.genre), Genre(5))
print([f.name for f in fields(Book)], Member(name="Kim", level=Level.CHILD) == kim, {Status.LENT: 1})
for action in ("Status('burnt')", "Status['BURNT']", "ISBN('9780141439588')", "Member('Kim')", "Book('x')",
               "setattr(emma.isbn, 'digits', 'x')", "setattr(Status, 'LENT', 1)", "emma < cosmos", "hash(emma)",
               "Level('2')", "Status.BURNT", "date(2023, 2, 29)", "emma.isbn.pages"):
    try:
        print(action, eval(action))
    except Exception as error:
        print(f"{action}: {type(error).__name__}: {error}")
try:
    class Wrong(Enum):
        A = 1
        A = 2
except TypeError as error:
    print(error)
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as error:
    print(error)




def fines(members: list[Member], today: date) -> dict[str, float]:
    return {member.name: sum(library.give_back(book, member, today) for book in member.books) for member in members}


pat.books.append(Book("Unlent", ISBN("9780141439587"), Genre.FICTION))
print(fines([kim], date(2024, 6, 1)))
print(fines([pat, kim.books], date(2024, 6, 1)))
