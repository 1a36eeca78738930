local band = bit.band
local sum = 0
for i = 0, 50000000 - 1 do
    if i % 3 ~= 0 then
        sum = sum + band(i, 7)
    end
end
print(sum)
