# Takes the answer for a dictionary.
# cell: write_haiku
# fails: write_haiku_*: object is not subscriptable
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
    return answer["choices"][0]["message"]["content"]
