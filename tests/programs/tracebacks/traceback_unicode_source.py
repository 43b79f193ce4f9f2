def 除(甲, 乙):
    结果 = "商：" + str(甲 / 乙)
    return 结果


print(除(6, 3))
print(除(1, 0))
