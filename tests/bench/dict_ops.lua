-- A table with string keys: count, look up, test, iterate.
local SCALE = math.tointeger(arg[1] or 100)

local function run(n)
    local words = {}
    for i = 0, 499 do
        words[i + 1] = "word" .. i % 97
    end
    local total = 0
    for _ = 1, n do
        local counts = {}
        for _, word in ipairs(words) do
            counts[word] = (counts[word] or 0) + 1
        end
        for _, word in ipairs(words) do
            if counts[word] then
                total = total + counts[word]
            end
        end
        for _, value in pairs(counts) do
            total = total + value
        end
    end
    return total
end

print(run(220 * SCALE))
