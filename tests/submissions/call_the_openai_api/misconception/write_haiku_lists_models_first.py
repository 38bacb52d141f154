# "Before I ask a model, I look whether it is there."
# cell: write_haiku
# fails: write_haiku_sends_one_request: More than one request was sent
def write_haiku(client, topic):
    names = [model.id for model in client.models.list()]
    answer = client.chat.completions.create(
        model=MODEL if MODEL in names else names[0],
        messages=[{"role": "user", "content": f"Write a haiku about {topic}."}],
    )
    return answer.choices[0].message.content
