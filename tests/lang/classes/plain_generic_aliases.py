# typing.List and its like are types without their parameters, too.
from typing import Callable, Dict, List, Optional, Tuple

print(List[Dict], Dict[str, List])        # expect: typing.List[typing.Dict] typing.Dict[str, typing.List]
print(Optional[Dict], Callable[[List], Tuple])  # expect: typing.Optional[typing.Dict] typing.Callable[[typing.List], typing.Tuple]
