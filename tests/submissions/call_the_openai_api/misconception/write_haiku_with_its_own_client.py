# "A function needs a client of its own."
# cell: write_haiku
# fails: write_haiku_*: The platform received
def write_haiku(client, topic):
    client = OpenAI()
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
    return answer.choices[0].message.content
