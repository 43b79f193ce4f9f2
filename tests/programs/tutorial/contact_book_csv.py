"""A contact book: csv in and out, a class with validation, sorting by several keys."""
import csv
import io
import os
import re
import sys
import tempfile


class Contact:
    EMAIL = re.compile(r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$")

    def __init__(self, name, email, phone="", born=None):
        self.name = name.title()
        self.email = email
        self.phone = re.sub(r"[^\d+]", "", phone)
        self.born = int(born) if born else None

    @property
    def email(self):
        return self.__email

    @email.setter
    def email(self, value):
        if not self.EMAIL.match(value):
            raise ValueError(f"not an address: {value!r}")
        self.__email = value.lower()

    def __eq__(self, other):
        if not isinstance(other, Contact):
            return NotImplemented
        return self.email == other.email

    def __hash__(self):
        return hash(self.email)

    def __str__(self):
        return "{0.name:<16} {0.email:<22} {1:>14} {2}".format(self, self.phone or "-", self.born or "")


class ContactBook:
    FIELDS = ["name", "email", "phone", "born"]

    def __init__(self):
        self.contacts = set()

    def read(self, file):
        for row in csv.DictReader(file):
            try:
                self.contacts.add(Contact(**row))
            except (ValueError, TypeError) as error:
                print("skipped:", error)

    def write(self, file):
        writer = csv.DictWriter(file, self.FIELDS, lineterminator="\n")
        writer.writeheader()
        for contact in self:
            writer.writerow({name: getattr(contact, name) for name in self.FIELDS})

    def __iter__(self):
        return iter(sorted(self.contacts, key=lambda c: (c.name.split()[-1], c.name)))

    def search(self, text):
        return [c.name for c in self if text.lower() in c.name.lower()]


SOURCE = '''name,email,phone,born
ada lovelace,ada@example.org,+44 (20) 555-123,1815
"turing, alan",Alan@Example.org,,1912
nobody,not-an-address,,
grace hopper,grace@navy.example.mil,555 1906,1906
"Joan ""JC"" Clarke",joan@example.org,"1,2",
twice ada,ADA@example.org,,
late,late@example.org,,soon
'''
book = ContactBook()
book.read(io.StringIO(SOURCE))
for number, contact in enumerate(book, 1):
    print(f"{number}. {contact}")
print(book.search("a"), len(book.contacts))
handle, path = tempfile.mkstemp(suffix=".csv", text=True)
os.close(handle)
try:
    with open(path, "w", newline="") as file:
        book.write(file)
    with open(path) as file:
        print(file.read())
    again = ContactBook()
    with open(path, newline="") as file:
        again.read(file)
    print(again.contacts == book.contacts, os.path.getsize(path), os.path.basename(path)[-4:])
finally:
    os.remove(path)
print(list(csv.reader(["a;b;'c;d'", "1;2"], delimiter=";", quotechar="'")))
csv.writer(sys.stdout, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(["x", 1, 2.5, None, 'say "hi"'])
print(Contact("x", "x@y.z") == 3, Contact("x", "x@y.z") == Contact("y", "X@y.z"))
try:
    print(contact.__email)
except AttributeError as error:
    print(error)
try:
    open(path)
except FileNotFoundError as error:
    print(type(error).__name__, error.errno, error.strerror)
print(Contact("Zed", email="zed"))
