"""LangChain's ChatOpenAI: invoke and stream."""

from langchain_openai import ChatOpenAI

model = ChatOpenAI(model="gpt-4o")
haiku = model.invoke("Write a haiku about AI.").content
streamed = "".join(str(chunk.content) for chunk in model.stream("Write a haiku about AI."))
assert streamed == haiku
print(haiku)
