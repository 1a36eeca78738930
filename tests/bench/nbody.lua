local sqrt = math.sqrt
local solar, days = 4 * math.pi * math.pi, 365.24

local function body(x, y, z, vx, vy, vz, mass)
    return { x = x, y = y, z = z, vx = vx * days, vy = vy * days, vz = vz * days, mass = mass * solar }
end

local function advance(bodies, n, dt)
    for i = 1, n do
        local b = bodies[i]
        for j = i + 1, n do
            local o = bodies[j]
            local dx, dy, dz = b.x - o.x, b.y - o.y, b.z - o.z
            local d2 = dx * dx + dy * dy + dz * dz
            local mag = dt / (d2 * sqrt(d2))
            b.vx = b.vx - dx * o.mass * mag
            b.vy = b.vy - dy * o.mass * mag
            b.vz = b.vz - dz * o.mass * mag
            o.vx = o.vx + dx * b.mass * mag
            o.vy = o.vy + dy * b.mass * mag
            o.vz = o.vz + dz * b.mass * mag
        end
    end
    for i = 1, n do
        local b = bodies[i]
        b.x = b.x + dt * b.vx
        b.y = b.y + dt * b.vy
        b.z = b.z + dt * b.vz
    end
end

local bodies = {
    body(0, 0, 0, 0, 0, 0, 1),
    body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
        1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
    body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
        -2.76742510726411131e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
    body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
        2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
    body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
        2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
}
for _ = 1, 300000 do
    advance(bodies, #bodies, 0.01)
end
local e = 0
for i, b in ipairs(bodies) do
    e = e + 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz)
    for j = i + 1, #bodies do
        local o = bodies[j]
        local dx, dy, dz = b.x - o.x, b.y - o.y, b.z - o.z
        e = e - b.mass * o.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
end
print(string.format("%.0f", e * 1e9))
