from langchain_core.runnables import RunnableLambda, RunnableParallel

from events import research

shout = RunnableLambda(lambda text: text.upper(), name="shout")
count = RunnableLambda(lambda text: len(text), name="count")

loud = research | shout
print(loud.invoke("tea"))
print(*loud.batch(["tea", "coffee"]))
both = RunnableParallel(loud=loud, length=count).invoke("tea")
print(both["loud"], both["length"])
print(research.with_retry().invoke("tea"))
print(research.with_fallbacks([shout]).invoke("tea"))
print(research.with_config(tags=["demo"]).invoke("tea"))
