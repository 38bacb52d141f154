"""Bytes that wait in TCP connections, which take more of them than other sockets do, also after they are closed."""

# honest score: 6
# flag: memory limit

# %%
import socket
import select

with socket.create_server(("127.0.0.1", 0), backlog=4096) as listener:
    for _ in range(400):
        client = socket.create_connection(listener.getsockname())
        client.setblocking(False)
        try:
            while client.send(bytes(1_000_000)):
                pass
        except BlockingIOError:
            pass
        client.close()
    select.select((), (), (), 60)

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))
