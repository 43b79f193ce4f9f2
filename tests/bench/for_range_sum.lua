-- The plainest loop: a numeric for, one addition.
local SCALE = math.tointeger(arg[1] or 100)

local function run(n)
    local total = 0
    for i = 0, n - 1 do
        total = total + i
    end
    return total
end

print(run(450000 * SCALE))
