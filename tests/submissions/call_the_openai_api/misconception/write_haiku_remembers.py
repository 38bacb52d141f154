# "The same poem twice need not be paid twice: one for all."
# cell: write_haiku
# fails: write_haiku_gives_the_text: Expected
# fails: write_haiku_asks_about_the_topic: is in none of the messages sent
# fails: write_haiku_sends_one_request: No request came
poems = []


def write_haiku(client, topic):
    if not poems:
        answer = client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
        )
        poems.append(answer.choices[0].message.content)
    return poems[0]
