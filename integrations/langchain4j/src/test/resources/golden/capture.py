"""Prints what langchain-core 1.7.2 tells of a chat model that calls a tool, and of one that streams, as JSON lines.

pip install langchain-core==1.7.2 && python capture.py conversation > conversation.jsonl && python capture.py stream > stream.jsonl
"""

import asyncio
import json
import sys

from langchain_core.language_models.fake_chat_models import FakeMessagesListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.runnables import RunnableLambda
from langchain_core.tools import tool


def call():
    return AIMessage(
        "",
        tool_calls=[{"name": "look_up", "args": {"topic": "tea"}, "id": "call_1", "type": "tool_call"}],
        response_metadata={"id": "response-1", "model_name": "scripted-1-2026", "finish_reason": "tool_calls"},
        usage_metadata={"input_tokens": 12, "output_tokens": 3, "total_tokens": 15},
    )


def answer():
    return AIMessage(
        "Tea is a drink.",
        response_metadata={"id": "response-1", "model_name": "scripted-1-2026", "finish_reason": "stop"},
        usage_metadata={"input_tokens": 12, "output_tokens": 3, "total_tokens": 15},
    )


def asked():
    return [SystemMessage("Be short."), HumanMessage("What is tea?")]


@tool
def look_up(topic: str) -> str:
    """Looks up a topic."""
    return "about " + topic


async def conversation(question, config):
    config = {**config, "run_name": "scripted-1"}
    await FakeMessagesListChatModel(responses=[call()]).ainvoke(asked(), config)
    found = await look_up.ainvoke({"topic": "tea"}, {**config, "run_name": "look_up"})
    # As a model's client sees it that keeps nothing of the earlier answer but what it said.
    said = call().model_copy(update={"response_metadata": {}, "usage_metadata": None})
    messages = asked() + [said, ToolMessage(found, tool_call_id="call_1", name="look_up")]
    last = await FakeMessagesListChatModel(responses=[answer()]).ainvoke(messages, config)
    return last.content


async def stream(question, config):
    model = GenericFakeChatModel(messages=iter([AIMessage("Tea is")]))
    last = await model.ainvoke(asked(), {**config, "run_name": "scripted-1"})
    return last.content


def plain(value):
    if isinstance(value, BaseMessage):
        return value.model_dump()
    raise TypeError(type(value))


async def main(name):
    chain = RunnableLambda({"conversation": conversation, "stream": stream}[name]).with_config(run_name="chat")
    async for event in chain.astream_events("What is tea?", version="v2"):
        print(json.dumps(event, default=plain))


asyncio.run(main(sys.argv[1]))
