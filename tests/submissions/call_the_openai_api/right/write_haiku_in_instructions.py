# Right: the Responses API, the topic in its instructions.
# cell: write_haiku
def write_haiku(client, topic):
    answer = client.responses.create(
        model=MODEL, instructions=f"Write a haiku about {topic}.", input="Begin."
    )
    return answer.output_text
