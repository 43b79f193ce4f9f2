# A pool that nobody has closed says so; connections wait although sockets have a timeout by default.
import multiprocessing
import multiprocessing.connection
import socket
import warnings


def talk(connection, address):
    connection.send("through the pipe")
    connection.close()
    with multiprocessing.connection.Client(address) as client:
        client.send("through a socket")


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    pool = context.Pool(1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pool.__del__()
    print(caught[0].category.__name__, str(caught[0].message).partition(" <")[0])
    pool.terminate()
    pool.join()

    socket.setdefaulttimeout(0.001)
    ours, theirs = context.Pipe()
    with multiprocessing.connection.Listener(family="AF_INET") as listener:
        process = context.Process(target=talk, args=(theirs, listener.address))
        process.start()
        theirs.close()
        print(ours.recv())
        with listener.accept() as connection:
            print(connection.recv())
    process.join()
