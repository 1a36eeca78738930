local band = bit.band

local function counter(step)
    local n = 0
    return function()
        n = n + step
        return n
    end
end

local function apply(f, n)
    local v = 0
    for _ = 1, n do
        v = f(v)
    end
    return v
end

local total = 0
for i = 0, 500000 - 1 do
    local next = counter(band(i, 3))
    next()
    total = total + next()
end
local mask = 1023
total = total + apply(function(v) return band(v + 3, mask) end, 8000000)
print(total)
