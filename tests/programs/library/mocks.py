"""unittest.mock."""

from unittest.mock import *
m = Mock()
m.a.b(1, x=2)
print(m.a.b.called, m.a.b.call_args, m.mock_calls, m.method_calls, m.a.b.call_count)
m = Mock(return_value=5)
print(m(1), m(2), m.call_args_list, m.call_count)
m.assert_called_with(2)
m.assert_any_call(1)
for f in (lambda: m.assert_called_once(), lambda: m.assert_called_with(9), lambda: m.assert_not_called(), lambda: Mock().assert_called(), lambda: m.assert_called_once_with(2), lambda: Mock(spec=['x']).y):
    try:
        f()
    except (AssertionError, AttributeError) as e:
        print(type(e).__name__, e)
s = Mock(side_effect=[1, 2, ValueError('x')])
print(s(), s())
try:
    s()
except ValueError as e:
    print(e)
s = Mock(side_effect=lambda x: x * 2)
print(s(4))
mm = MagicMock()
mm.__len__.return_value = 3
mm.__getitem__.return_value = 'it'
print(len(mm), mm[0], bool(mm), int(mm), list(mm), 3 in mm)
with mm as c:
    pass
print(mm.__enter__.called)
import os
with patch('os.getcwd', return_value='/fake') as g:
    print(os.getcwd(), g.called)
print(os.getcwd() != '/fake')


class A:

    def f(self):
        return 1
    x = 5


with patch.object(A, 'f', return_value=2):
    print(A().f())
print(A().f())


@patch.object(A, 'x', 9)
def t():
    return A.x


print(t(), A.x)
d = {'a': 1}
with patch.dict(d, {'b': 2}):
    print(d)
print(d)
print(call(1, a=2), call.foo(3), [call(1)] == [call(1)], ANY == 5, sentinel.x)
mo = mock_open(read_data='hello\nw')
with patch('builtins.open', mo):
    with open('zz') as f:
        print(f.read())
mo.assert_called_once_with('zz')
sp = Mock(spec=A)
print(isinstance(sp, A), sp.f.called)
am = AsyncMock(return_value=7)
try:
    am(1).send(None)
except StopIteration as e:
    print(e.value, am.await_count)
auto = create_autospec(lambda a, b: 0)
try:
    auto(1)
except TypeError as e:
    print(e)
m = Mock()
m.x = 3
m.configure_mock(y=4)
print(m.x, m.y)
m.f.return_value.g.return_value = 'deep'
print(m.f().g())
m.assert_has_calls([call.f()])
m.reset_mock()
print(m.called)


# Builtins are replaced in the module that uses them.
def first_line():
    with open("nowhere") as file:
        return file.readline() + input("? ")


with patch("__main__.open", mock_open(read_data="one\ntwo")) as opened, patch("__main__.input", return_value="typed"):
    print(repr(first_line()))
opened.assert_called_once_with("nowhere")
print("open" in globals(), "input" in globals())
try:
    with patch("__main__.no_such_name"):
        pass
except AttributeError as error:
    print("does not have the attribute 'no_such_name'" in str(error))
