# "Two spaces are a value."
# cell: ask
# fails: ask_names_what_is_missing: Expected: a ValueError
def ask(env, prompt):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if not env.get(name):
            raise ValueError(f"{name} is not set")
    client = OpenAI(
        api_key=env["OPENAI_API_KEY"].strip(),
        base_url=env["OPENAI_BASE_URL"].strip(),
        max_retries=0,
    )
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
