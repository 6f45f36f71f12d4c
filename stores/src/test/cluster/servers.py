"""The processes of a cluster: servers in Java, and nginx, which gives each request to the next one."""

import asyncio
import os
import random
import shutil
import signal
import socket
import tempfile

JAVA = [os.environ["CLUSTER_JAVA"], "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", os.environ["CLUSTER_CLASS_PATH"]]
WORK = os.environ["CLUSTER_WORK"]


# Below those that systems give to connections of clients, so that none of these takes the port of a server that is down.
ports = iter(random.sample(range(15_000, 32_000), 1_000))


def free_port():
    for port in ports:
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise AssertionError("There are no free ports.")


class Server:
    """A server, which keeps its address when it is started again."""

    def __init__(self, store):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.store = store
        self.process = None

    async def start(self):
        with open(f"{WORK}/server-{self.port}.log", "ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *JAVA, "ClusterServer", str(self.port), self.store, stdout=asyncio.subprocess.PIPE, stderr=log
            )
        said = await asyncio.wait_for(self.process.stdout.readline(), 60)
        assert said == b"ready\n", f"A server did not start, see {log.name}"
        return self

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    async def kill(self):
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def stop(self):
        """Stops it as a deploy does, and waits until it has ended."""
        self.process.terminate()
        await asyncio.wait_for(self.process.wait(), 60)


class Balancer:
    """nginx in front of servers. What one of them refuses or cannot answer, it gives to the next."""

    def __init__(self, servers):
        self.servers = servers
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = tempfile.mkdtemp(prefix="nginx.", dir=WORK)
        self.process = None

    async def start(self):
        upstream = "".join(f"server 127.0.0.1:{each.port} max_fails=0; " for each in self.servers)
        with open(f"{self.folder}/nginx.conf", "w") as file:
            file.write(f"""
                daemon off;
                master_process off;
                pid {self.folder}/pid;
                error_log {self.folder}/error.log;
                events {{ worker_connections 4096; }}
                http {{
                  access_log off;
                  client_body_temp_path {self.folder}/bodies;
                  proxy_temp_path {self.folder}/proxied;
                  fastcgi_temp_path {self.folder}/unused;
                  uwsgi_temp_path {self.folder}/unused;
                  scgi_temp_path {self.folder}/unused;
                  upstream servers {{ {upstream} }}
                  server {{
                    listen 127.0.0.1:{self.port};
                    location / {{
                      proxy_pass http://servers;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $host;
                      proxy_buffering off;
                      proxy_connect_timeout 1s;
                      proxy_next_upstream error timeout http_503 non_idempotent;
                    }}
                  }}
                }}
                """)
        # It opens this file before it knows its configuration.
        self.process = await asyncio.create_subprocess_exec(
            os.environ["CLUSTER_NGINX"], "-p", self.folder, "-c", f"{self.folder}/nginx.conf", "-e", f"{self.folder}/error.log"
        )
        for _ in range(100):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return self
            except OSError:
                await asyncio.sleep(0.05)
        raise AssertionError(f"nginx did not start, see {self.folder}/error.log")

    async def stop(self):
        if self.process and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()


class Cluster:
    """Servers on one store behind a balancer, for as long as a block takes."""

    def __init__(self, store, size):
        self.servers = [Server(store) for _ in range(size)]
        self.balancer = Balancer(self.servers)

    async def __aenter__(self):
        try:
            # One after the other, as the first one may have to make the tables.
            for server in self.servers:
                await server.start()
            await self.balancer.start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *failure):
        for server in self.servers:
            await server.kill()
        await self.balancer.stop()
        if not any(failure):
            shutil.rmtree(self.balancer.folder, ignore_errors=True)
