-- Coroutines in a chain, a recursive one, and a mapped one.
local SCALE = math.tointeger(arg[1] or 100)
local wrap, yield = coroutine.wrap, coroutine.yield

local function numbers(n)
    return wrap(function()
        for i = 0, n - 1 do
            yield(i)
        end
    end)
end

local function evens(source)
    return wrap(function()
        for number in source do
            if number % 2 == 0 then
                yield(number)
            end
        end
    end)
end

local function running(source)
    return wrap(function()
        local total = 0
        for number in source do
            total = total + number
            yield(total)
        end
    end)
end

local function inorder(low, high)
    return wrap(function()
        if low < high then
            local middle = (low + high) // 2
            for value in inorder(low, middle) do
                yield(value)
            end
            yield(middle)
            for value in inorder(middle + 1, high) do
                yield(value)
            end
        end
    end)
end

local function run(n)
    local total = 0
    for _ = 1, n do
        for value in running(evens(numbers(200))) do
            total = total + (value & 7)
        end
        for value in inorder(0, 63) do
            total = total + value
        end
        for value in numbers(100) do
            total = total + value * 2
        end
    end
    return total
end

print(run(230 * SCALE))
