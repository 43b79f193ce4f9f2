-- Recursive Fibonacci: calls, comparisons, small additions.
local SCALE = math.tointeger(arg[1] or 100)

local function fib(n)
    if n < 2 then
        return n
    end
    return fib(n - 1) + fib(n - 2)
end

local total = 0
for _ = 1, SCALE do
    total = total + fib(25)
end
print(total)
