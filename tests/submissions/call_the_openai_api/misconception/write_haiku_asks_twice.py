# "First I see whether it works, then I take the poem."
# cell: write_haiku
# fails: write_haiku_gives_the_text: Expected
# fails: write_haiku_sends_one_request: More than one request was sent
def write_haiku(client, topic):
    messages = [{"role": "user", "content": f"Write a haiku about {topic}."}]
    if client.chat.completions.create(model=MODEL, messages=messages).choices:
        return client.chat.completions.create(model=MODEL, messages=messages).choices[0].message.content
    return ""
