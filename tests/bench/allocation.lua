-- Many small objects: binary trees built, walked and dropped.
local SCALE = math.tointeger(arg[1] or 100)

local Node = {}
Node.__index = Node

function Node.new(left, right)
    return setmetatable({left = left, right = right}, Node)
end

local function build(depth)
    if depth == 0 then
        return Node.new(nil, nil)
    end
    return Node.new(build(depth - 1), build(depth - 1))
end

local function count(node)
    if node.left == nil then
        return 1
    end
    return 1 + count(node.left) + count(node.right)
end

local total = 0
for _ = 1, SCALE * 3 do
    total = total + count(build(13))
end
print(total)
