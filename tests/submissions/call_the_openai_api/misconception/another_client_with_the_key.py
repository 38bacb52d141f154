# A new client with the key of the one that was given.
# cell: write_haiku
# fails: write_haiku_gives_the_text: write_haiku(watched.client(), "ink") raised APIConnectionError:
def write_haiku(client: OpenAI, topic: str) -> str:
    """Give a haiku about a topic."""
    client = OpenAI(api_key=client.api_key)
    question = f"Write a haiku about {topic}."
    messages = [{"role": "user", "content": question}]
    response = client.chat.completions.create(
        model=MODEL, messages=messages
    )
    text = response.choices[0].message.content
    return text
