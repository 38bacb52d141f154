# “Text of users is escaped, always.”
# cell: write_haiku
# fails: write_haiku_asks_about_the_topic: is in none of the messages sent
import html


def write_haiku(client, topic):
    """Give a haiku about a topic."""
    response = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"Write a haiku about {html.escape(topic, quote=False)}."}],
    )
    return response.choices[0].message.content
