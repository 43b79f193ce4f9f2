-- The Mandelbrot set with plain floats.
local SCALE = math.tointeger(arg[1] or 100)

local function run(height)
    local inside, steps = 0, 0
    for row = 0, height - 1 do
        local ci = 2.0 * row / height - 1.0
        for column = 0, 99 do
            local cr = 3.0 * column / 100 - 2.0
            local zr, zi = 0.0, 0.0
            local escaped = false
            for _ = 1, 60 do
                local rr, ii = zr * zr, zi * zi
                if rr + ii > 4.0 then
                    escaped = true
                    break
                end
                zi = 2.0 * zr * zi + ci
                zr = rr - ii + cr
                steps = steps + 1
            end
            if not escaped then
                inside = inside + 1
            end
        end
    end
    return inside, steps
end

local inside, steps = run(50 * SCALE)
print(inside .. " " .. steps)
