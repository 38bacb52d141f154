# "A page shows lines one after the other."
# cell: write_haiku
# fails: write_haiku_gives_the_text: Expected
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
    return answer.choices[0].message.content.replace("\n", " / ")
