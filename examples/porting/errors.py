from langchain_core.callbacks import BaseCallbackHandler, dispatch_custom_event
from langchain_core.runnables import RunnableLambda

from events import research


class Budget(BaseCallbackHandler):
    raise_error = True

    def on_custom_event(self, name, data, *, run_id, **kwargs):
        if data["step"] > 1:
            raise ValueError("too many steps")


class Failures(BaseCallbackHandler):
    def on_chain_error(self, error, *, run_id, **kwargs):
        print("error", error)


try:
    research.invoke("tea", {"callbacks": [Budget(), Failures()]})
except ValueError as refusal:
    print("raised", refusal)

try:
    dispatch_custom_event("progress", {"step": 1})
except RuntimeError:
    print("outside of a run")
