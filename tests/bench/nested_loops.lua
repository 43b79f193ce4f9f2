-- Three loops inside each other, with remainders.
local SCALE = math.tointeger(arg[1] or 100)

local function run(n)
    local hits = 0
    for i = 0, n - 1 do
        for j = 0, 99 do
            for k = 0, 19 do
                if (i + j * k) % 7 == 3 then
                    hits = hits + 1
                end
            end
        end
    end
    return hits
end

print(run(110 * SCALE))
