# "The whole env in the message helps to find the mistake."
# cell: ask
# fails: ask_never_shows_the_key: That message shows a value; it should not
def ask(env, prompt):
    settings = {}
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        settings[name] = env.get(name, "").strip()
        if not settings[name]:
            raise ValueError(f"{name} is missing in {env}")
    client = OpenAI(api_key=settings["OPENAI_API_KEY"], base_url=settings["OPENAI_BASE_URL"])
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
