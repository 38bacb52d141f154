# Right: a helper asks; the topic in capitals.
# cell: write_haiku
def said_by_the_model(client, words):
    asked = [dict(role="user", content=words)]
    first, *_ = client.chat.completions.create(model=MODEL, messages=asked).choices
    return first.message.content


def write_haiku(client, topic):
    return said_by_the_model(client, " ".join(["A haiku, please. Topic:", topic.upper()]))
