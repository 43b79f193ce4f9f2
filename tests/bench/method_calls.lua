-- Short methods on one object, called in a loop.
local SCALE = math.tointeger(arg[1] or 100)

local Counter = {}
Counter.__index = Counter

function Counter.new()
    return setmetatable({value = 0}, Counter)
end

function Counter:bump(step)
    self.value = self.value + step
    return self
end

function Counter:get()
    return self.value
end

local function run(n)
    local counter = Counter.new()
    local total = 0
    for i = 0, n - 1 do
        counter:bump(1):bump(2)
        total = total + (counter:get() & 15)
    end
    return total, counter.value
end

local total, value = run(70000 * SCALE)
print(total .. " " .. value)
