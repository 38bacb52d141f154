# Right: the topic stands in the system message.
# cell: write_haiku
def write_haiku(client, topic):
    messages = [
        {"role": "system", "content": "You write haiku about one thing only: " + topic},
        {"role": "user", "content": "Please write one."},
    ]
    answer = client.chat.completions.create(model=MODEL, messages=messages)
    return answer.choices[0].message.content
