from typing import Iterator

from langchain_core.runnables import RunnableGenerator


def tell(heroes: Iterator[str]) -> Iterator[str]:
    for hero in heroes:
        yield "Once there was "
        yield hero
        yield "."


story = RunnableGenerator(tell, name="story")

for chunk in story.stream("Ada"):
    print(chunk)
print(story.invoke("Ada"))
