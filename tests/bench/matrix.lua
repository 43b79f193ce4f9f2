-- Matrix multiplication with tables of tables of floats.
local SCALE = math.tointeger(arg[1] or 100)
local N = 40

local function multiply(a, b)
    local result = {}
    for i = 1, N do
        local row_a, row = a[i], {}
        for j = 1, N do
            local total = 0.0
            for k = 1, N do
                total = total + row_a[k] * b[k][j]
            end
            row[#row + 1] = total
        end
        result[#result + 1] = row
    end
    return result
end

local a, b = {}, {}
for i = 0, N - 1 do
    a[i + 1], b[i + 1] = {}, {}
    for j = 0, N - 1 do
        a[i + 1][j + 1] = (i + j) % 5 * 0.25
        b[i + 1][j + 1] = (i * j) % 7 * 0.125 - 0.375
    end
end
local total = 0.0
for _ = 1, SCALE * 5 do
    local c = multiply(a, b)
    total = total + (c[4][6] + c[40][40])
end
print(string.format("%.3f", total))
