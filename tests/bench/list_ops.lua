-- A list: append, index, assign, pop, length.
local SCALE = math.tointeger(arg[1] or 100)

local function run(n)
    local total = 0
    for _ = 1, n do
        local items = {}
        for i = 0, 999 do
            items[#items + 1] = i
        end
        for i = 2, #items do
            items[i] = (items[i - 1] + items[i]) & 1023
        end
        while #items > 0 do
            total = total + items[#items]
            items[#items] = nil
        end
    end
    return total
end

print(run(85 * SCALE))
