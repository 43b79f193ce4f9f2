-- A while loop with a comparison, additions and a branch.
local SCALE = math.tointeger(arg[1] or 100)

local function run(n)
    local i, total = 0, 0
    while i < n do
        if i & 3 ~= 0 then
            total = total + i
        else
            total = total - 1
        end
        i = i + 1
    end
    return total
end

print(run(180000 * SCALE))
