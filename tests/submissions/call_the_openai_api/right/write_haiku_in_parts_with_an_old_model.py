# Right: a message of parts, another model, and the dictionary of the answer.
# cell: write_haiku
def write_haiku(client: OpenAI, topic: str) -> str:
    part = {"type": "text", "text": f"Write a haiku about: {topic}"}
    answer = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": [part]}], temperature=1
    )
    return answer.model_dump()["choices"][0]["message"]["content"].strip()
