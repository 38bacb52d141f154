# "The answer is the poem."
# cell: write_haiku
# fails: write_haiku_gives_the_text: ChatCompletion
def write_haiku(client, topic):
    return client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
