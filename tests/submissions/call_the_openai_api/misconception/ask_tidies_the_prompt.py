# “A prompt is a sentence: what stands around it goes.”
# cell: ask
# fails: ask_gives_the_text: is none of the messages
def ask(env, prompt):
    settings = {name: value.strip() for name, value in env.items()}
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if not settings.get(name):
            raise ValueError(f"{name} is not set")
    client = OpenAI(api_key=settings["OPENAI_API_KEY"], base_url=settings["OPENAI_BASE_URL"])
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt.strip()}]
    )
    return response.choices[0].message.content
