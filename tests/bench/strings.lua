local total = 0
local digits = "0123456789"
for i = 0, 2000000 - 1 do
    local d = digits:sub(i % 10 + 1, i % 10 + 1)
    local s = "key-" .. d .. "/" .. digits:sub(1, i % 7)
    total = total + #s
end
local out, n = {}, 0
for i = 0, 2000000 - 1 do
    out[n + 1] = "ab"
    out[n + 2] = string.char(97 + i % 26)
    n = n + 2
end
print(total, #table.concat(out))
