local n = 300

local function matrix(seed)
    local m = {}
    for i = 0, n - 1 do
        local row = {}
        for j = 0, n - 1 do
            row[j] = seed * (i - j) * (i + j)
        end
        m[i] = row
    end
    return m
end

local function multiply(a, b)
    local c = {}
    for i = 0, n - 1 do
        local row = {}
        for j = 0, n - 1 do
            local sum = 0
            for k = 0, n - 1 do
                sum = sum + a[i][k] * b[k][j]
            end
            row[j] = sum
        end
        c[i] = row
    end
    return c
end

local c = multiply(matrix(0.5), matrix(0.25))
print(string.format("%.0f", c[n / 2][n / 3]))
