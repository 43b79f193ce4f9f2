-- Planets attract each other: floats in tables and local names.
local SCALE = math.tointeger(arg[1] or 100)
local SUN, YEAR = 4 * 3.141592653589793^2, 365.24

local function bodies()
    return {
        {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SUN},
        {4.84143144246472, -1.16032004402743, -0.10362204447112, 0.00166007664274 * YEAR, 0.00769901118420 * YEAR, -0.0000690460017 * YEAR, 0.000954791938424 * SUN},
        {8.34336671824458, 4.12479856412430, -0.40352341711432, -0.00276742510726 * YEAR, 0.00499852801235 * YEAR, 0.0000230417297574 * YEAR, 0.000285885980666 * SUN},
        {12.8943695621391, -15.1111514016986, -0.22330757889266, 0.00296460137564 * YEAR, 0.00237847173959 * YEAR, -0.0000296589568541 * YEAR, 0.0000436624404335 * SUN},
    }
end

local function advance(system, steps, dt)
    local n = #system
    for _ = 1, steps do
        for i = 1, n do
            local a = system[i]
            for j = i + 1, n do
                local b = system[j]
                local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
                local square = dx * dx + dy * dy + dz * dz
                local pull = dt / (square * square ^ 0.5)
                local ma, mb = a[7] * pull, b[7] * pull
                a[4] = a[4] - dx * mb
                a[5] = a[5] - dy * mb
                a[6] = a[6] - dz * mb
                b[4] = b[4] + dx * ma
                b[5] = b[5] + dy * ma
                b[6] = b[6] + dz * ma
            end
        end
        for i = 1, n do
            local body = system[i]
            body[1] = body[1] + dt * body[4]
            body[2] = body[2] + dt * body[5]
            body[3] = body[3] + dt * body[6]
        end
    end
end

local function energy(system)
    local total = 0.0
    for i, a in ipairs(system) do
        total = total + 0.5 * a[7] * (a[4] * a[4] + a[5] * a[5] + a[6] * a[6])
        for j = i + 1, #system do
            local b = system[j]
            local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
            total = total - a[7] * b[7] / (dx * dx + dy * dy + dz * dz) ^ 0.5
        end
    end
    return total
end

local system = bodies()
advance(system, 3500 * SCALE, 0.01)
print(string.format("%.9f", energy(system)))
