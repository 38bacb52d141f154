# "Python puts the topic in by itself."
# cell: write_haiku
# fails: write_haiku_asks_about_the_topic: is in none of the messages sent
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "Write a haiku about {topic}."}]
    )
    return answer.choices[0].message.content
