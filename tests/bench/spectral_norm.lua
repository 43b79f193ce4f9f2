-- The spectral norm of an infinite matrix, cut to size: calls and float division.
local SCALE = math.tointeger(arg[1] or 100)

local function element(i, j)
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
end

local function times(u, n)
    local out = {}
    for i = 0, n - 1 do
        local total = 0.0
        for j = 0, n - 1 do
            total = total + element(i, j) * u[j + 1]
        end
        out[#out + 1] = total
    end
    return out
end

local function times_transposed(u, n)
    local out = {}
    for i = 0, n - 1 do
        local total = 0.0
        for j = 0, n - 1 do
            total = total + element(j, i) * u[j + 1]
        end
        out[#out + 1] = total
    end
    return out
end

local function run(n, rounds)
    local u = {}
    for i = 1, n do
        u[i] = 1.0
    end
    local v = u
    for _ = 1, rounds do
        v = times_transposed(times(u, n), n)
        u = times_transposed(times(v, n), n)
    end
    local vbv, vv = 0.0, 0.0
    for i = 1, n do
        vbv = vbv + u[i] * v[i]
        vv = vv + v[i] * v[i]
    end
    return (vbv / vv) ^ 0.5
end

print(string.format("%.9f", run(100, math.max(SCALE * 5 // 2, 1))))
