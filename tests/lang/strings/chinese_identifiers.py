姓名 = "小明"
分数 = {"语文": 90, "数学": 100}

def 平均(表):
    return sum(表.values()) / len(表)

class 学生:
    def __init__(self, 名字):
        self.名字 = 名字

print(姓名, 平均(分数), 学生(姓名).名字)  # expect: 小明 95.0 小明
print(f"{姓名=}", f"{姓名:>5}|", f"{姓名:*^6}")  # expect: 姓名='小明'    小明| **小明**
try:
    未定义
except NameError as error:
    print(error)  # expect: name '未定义' is not defined
try:
    学生(1).年龄
except AttributeError as error:
    print(error)  # expect: '学生' object has no attribute '年龄'
naïve = 1
print(naïve)  # expect: 1
