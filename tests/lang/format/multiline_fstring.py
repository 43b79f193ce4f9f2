name = "gilt"
text = f"""name: {name}
upper: {name.upper()}
length: {len(name):03}"""
print(text)  # expect: name: gilt
# expect: upper: GILT
# expect: length: 004
long = (f"{name} "
        "plain {name} "
        f"{name!r}")
print(long)  # expect: gilt plain {name} 'gilt'
