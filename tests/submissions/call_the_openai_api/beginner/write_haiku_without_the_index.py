# Forgets that choices is a list.
# cell: write_haiku
# fails: write_haiku_*: object has no attribute 'message'
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
    return answer.choices.message.content
