# Sends a text where a list of messages belongs.
# cell: write_haiku
# fails: write_haiku_*: BadRequestError
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=f"Write a haiku about {topic}."
    )
    return answer.choices[0].message.content
