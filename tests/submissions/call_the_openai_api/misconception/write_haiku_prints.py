# "Printing gives the poem."
# cell: write_haiku
# fails: write_haiku_gives_the_text: printing is not returning
def write_haiku(client, topic):
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Write a haiku about {topic}."}]
    )
    print(answer.choices[0].message.content)
