# "The message is the text."
# cell: write_haiku
# fails: write_haiku_gives_the_text: ChatCompletionMessage
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
    return answer.choices[0].message
