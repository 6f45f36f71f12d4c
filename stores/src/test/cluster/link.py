"""The way from servers to the engine of their store, which can be cut, or frozen as by a network that loses all packets."""

import asyncio
import re


class Link:
    def __init__(self, address):
        """The address of the engine, in which `address` has the link in its place while the link is open."""
        self.host, port = re.search(r"//([^:/]+):(\d+)", address).groups()
        self.port = int(port)
        self.engine = address
        self.address = None
        self.pairs = set()
        self.flows = asyncio.Event()
        self.flows.set()
        self.is_cut = False
        self.server = None

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        port = self.server.sockets[0].getsockname()[1]
        self.address = self.engine.replace(f"{self.host}:{self.port}", f"127.0.0.1:{port}")
        return self

    async def __aexit__(self, *failure):
        self.server.close()
        self.cut()

    def cut(self):
        """Closes all connections, and takes no more."""
        self.is_cut = True
        for writer in list(self.pairs):
            writer.transport.abort()

    def freeze(self):
        """Takes connections, and passes nothing on."""
        self.flows.clear()

    def mend(self):
        self.is_cut = False
        self.flows.set()

    async def serve(self, reader, writer):
        if self.is_cut:
            writer.transport.abort()
            return
        self.pairs.add(writer)
        try:
            await self.flows.wait()
            up_reader, up_writer = await asyncio.open_connection(self.host, self.port)
        except OSError:
            writer.transport.abort()
            return
        self.pairs.add(up_writer)
        try:
            await asyncio.gather(self.forward(reader, up_writer), self.forward(up_reader, writer))
        finally:
            self.pairs -= {writer, up_writer}

    async def forward(self, reader, writer):
        try:
            while data := await reader.read(65536):
                await self.flows.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # as when it is cut
        finally:
            writer.close()
