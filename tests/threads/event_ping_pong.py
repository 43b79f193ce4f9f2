import threading

ping, pong = threading.Event(), threading.Event()
log = []
def player():
    for i in range(5):
        ping.wait()
        ping.clear()
        log.append(f"pong {i}")
        pong.set()

t = threading.Thread(target=player)
t.start()
for i in range(5):
    log.append(f"ping {i}")
    ping.set()
    pong.wait()
    pong.clear()
t.join()
print(log)
# expect: ['ping 0', 'pong 0', 'ping 1', 'pong 1', 'ping 2', 'pong 2', 'ping 3', 'pong 3', 'ping 4', 'pong 4']
