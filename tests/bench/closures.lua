-- Closures: made, called, counting in an upvalue.
local SCALE = math.tointeger(arg[1] or 100)

local function make_counter(step)
    local count = 0
    return function(extra)
        count = count + step + extra
        return count
    end
end

local function run(n)
    local total = 0
    for i = 0, n - 1 do
        local bump = make_counter(i & 7)
        for j = 0, 9 do
            bump(j)
        end
        total = total + bump(0)
    end
    return total
end

print(run(12500 * SCALE))
