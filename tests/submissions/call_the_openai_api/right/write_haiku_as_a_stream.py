# Right: a stream that is joined.
# cell: write_haiku
def write_haiku(client, topic):
    pieces = []
    for chunk in client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": "Write a haiku about %s." % topic}],
        stream=True,
    ):
        if chunk.choices and chunk.choices[0].delta.content:
            pieces.append(chunk.choices[0].delta.content)
    return "".join(pieces)
