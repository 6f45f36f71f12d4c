"""Reads the events of a server as fast as they come: measure.py <port> <events> <seconds> <rounds> <clients>

Prints the median of the rounds, in events per second of all clients together. A round is one run of each client.
Rounds of the first seconds are not counted, in which a JVM compiles what is used often.
"""

import json
import socket
import statistics
import sys
import threading
import time

port, events, warm_up, rounds, clients = map(int, sys.argv[1:])
body = json.dumps({"input": events, "config": {}, "kwargs": {}}).encode()
request = (
    b"POST /emit/stream_events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    + b"Content-Length: %d\r\n\r\n" % len(body)
    + body
)


def read_run():
    """Returns nothing if all events came and the stream ended well, and raises otherwise."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        received = []
        while data := connection.recv(1 << 18):
            received.append(data)
    # Whatever is in the data: names of events are at the beginning of a line, and chunks do not end within a name.
    answer = b"".join(received)
    custom = answer.count(b'"on_custom_event"')
    if custom != events or b"event: end" not in answer:
        raise SystemExit(f"There came {custom} of {events} events. The answer begins with {answer[:500]!r}.")


def round_of_clients():
    threads = [threading.Thread(target=read_run) for _ in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients * events / (time.perf_counter() - start)


warm = time.perf_counter() + warm_up
while time.perf_counter() < warm:
    round_of_clients()
print(round(statistics.median(round_of_clients() for _ in range(rounds))))
