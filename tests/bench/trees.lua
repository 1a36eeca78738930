local function build(depth)
    if depth == 0 then
        return {}
    end
    return { build(depth - 1), build(depth - 1) }
end

local function count(n)
    if n[1] == nil then
        return 1
    end
    return 1 + count(n[1]) + count(n[2])
end

local long = build(16)
local total = 0
for _ = 1, 100 do
    total = total + count(build(14))
end
print(total, count(long))
