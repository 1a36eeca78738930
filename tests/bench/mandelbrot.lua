local size = 300

local function inside(cr, ci)
    local zr, zi = 0, 0
    for _ = 1, 200 do
        local r, m = zr * zr, zi * zi
        if r + m > 4 then
            return false
        end
        zi = 2 * zr * zi + ci
        zr = r - m + cr
    end
    return true
end

local n = 0
for y = 0, size - 1 do
    for x = 0, size - 1 do
        if inside(3 * x / size - 2, 2 * y / size - 1) then
            n = n + 1
        end
    end
end
print(n)
