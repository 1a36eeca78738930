local limit = 5000000

local function count()
    local composite = {}
    for i = 0, limit - 1 do
        composite[i] = false
    end
    local n = 0
    for i = 2, limit - 1 do
        if not composite[i] then
            n = n + 1
            for j = i * i, limit - 1, i do
                composite[j] = true
            end
        end
    end
    return n
end

print(count(), count())
