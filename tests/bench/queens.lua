-- All solutions of the queens problem, by recursion over tables of flags.
local SCALE = math.tointeger(arg[1] or 100)

local function flags(n)
    local out = {}
    for i = 0, n - 1 do
        out[i] = true
    end
    return out
end

local function place(row, n, columns, up, down)
    if row == n then
        return 1
    end
    local solutions = 0
    for column = 0, n - 1 do
        if columns[column] and up[row + column] and down[row - column + n] then
            columns[column], up[row + column], down[row - column + n] = false, false, false
            solutions = solutions + place(row + 1, n, columns, up, down)
            columns[column], up[row + column], down[row - column + n] = true, true, true
        end
    end
    return solutions
end

local total = 0
for _ = 1, SCALE * 10 do
    total = total + place(0, 8, flags(8), flags(16), flags(17))
end
print(total)
