local function quicksort(v, lo, hi)
    while hi - lo >= 12 do
        local pivot = v[math.floor((lo + hi + 1) / 2)]
        local i, j = lo, hi
        while i <= j do
            while v[i] < pivot do
                i = i + 1
            end
            while v[j] > pivot do
                j = j - 1
            end
            if i <= j then
                v[i], v[j] = v[j], v[i]
                i = i + 1
                j = j - 1
            end
        end
        quicksort(v, lo, j)
        lo = i
    end
    for i = lo + 1, hi do
        local x, j = v[i], i
        while j > lo and v[j - 1] > x do
            v[j] = v[j - 1]
            j = j - 1
        end
        v[j] = x
    end
end

local n = 1000000
local v = {}
local x = 42
for i = 0, n - 1 do
    x = (x * 16807 + 11) % 2147483647
    v[i] = x
end
quicksort(v, 0, n - 1)
print(v[0], v[n / 2], v[n - 1])
