-- Attributes read and written on a few objects, without calls.
local SCALE = math.tointeger(arg[1] or 100)

local function run(n)
    local particles = {}
    for i = 0, 9 do
        particles[i + 1] = {x = i, y = 0, speed = i % 5 + 1}
    end
    for _ = 1, n do
        for _, p in ipairs(particles) do
            p.x = p.x + p.speed
            p.y = p.x - p.y
        end
    end
    local total = 0
    for _, p in ipairs(particles) do
        total = total + p.x + p.y
    end
    return total
end

print(run(24000 * SCALE))
