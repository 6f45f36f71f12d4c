from langchain_core.callbacks import BaseCallbackHandler

from events import research


class NotesPrinter(BaseCallbackHandler):
    def on_custom_event(self, name, data, *, run_id, tags=None, metadata=None, **kwargs):
        print(name, data["note"], tags[0], metadata["user"])

    def on_chain_end(self, outputs, *, run_id, **kwargs):
        print("end", outputs)


research.invoke("tea", {"callbacks": [NotesPrinter()], "tags": ["demo"], "metadata": {"user": "ada"}})
