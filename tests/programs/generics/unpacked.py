"""*tuple[int]: iterating over a class with arguments gives it once, marked as unpacked."""
import typing
from typing import Annotated, List, Optional, TypeVar, TypeVarTuple, Union

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
[star] = tuple[int, str]
print(star, star.__unpacked__, star.__origin__, star.__args__, star.__typing_unpacked_tuple_args__)
print(tuple[int].__unpacked__, tuple[int].__typing_unpacked_tuple_args__, [*list[T]], next(iter(list[T]))[int])
print(star == tuple[int, str], star == [*tuple[int, str]][0], hash(star) == hash([*tuple[int, str]][0]))
print(tuple[bool, *tuple[int, ...]], [*tuple[*Ts]], 5 in list[int])


def f(*args: *tuple[int, ...]):
    pass


print(f.__annotations__)
print(list(List[int]), list(typing.Dict[T, int]), list(Ts))
type Alias = int
for form in (int | str, List, Optional, Alias, Annotated[int, 5], T, Union[int, str]):
    try:
        print(list(form))
    except TypeError as error:
        print("is not iterable" in str(error))
