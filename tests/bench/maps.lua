local m = {}
for i = 0, 1000000 - 1 do
    local k = i * 7 % 65536
    m[k] = (m[k] or 0) + i
    m[(i * 13 + 5) % 65536] = nil
end
local words = { [0] = "red", "green", "blue", "cyan", "magenta", "yellow", "black", "white" }
local count = {}
for i = 0, 2000000 - 1 do
    local w = words[bit.band(i, 7)]
    count[w] = (count[w] or 0) + 1
end
local n = 0
for _ in pairs(m) do
    n = n + 1
end
print(n, count.cyan)
