"""The same as EventServer.java by LangServe. Prints its port, and serves until it is terminated."""

import socket

import uvicorn
from fastapi import FastAPI
from langchain_core.callbacks import adispatch_custom_event
from langchain_core.runnables import RunnableLambda
from langserve import add_routes


async def emit(count: int) -> int:
    for i in range(count):
        await adispatch_custom_event("progress", {"step": i, "note": "searching"})
    return count


app = FastAPI()
add_routes(app, RunnableLambda(emit), path="/emit")
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
