# Right: KeyError is caught and becomes a ValueError.
# cell: ask
def ask(env, prompt):
    found = []
    for name in ["OPENAI_API_KEY", "OPENAI_BASE_URL"]:
        try:
            value = env[name]
        except KeyError:
            raise ValueError(name + " is missing in env") from None
        value = value.strip()
        if len(value) == 0:
            raise ValueError(name + " is blank")
        found.append(value)
    client = OpenAI(api_key=found[0], base_url=found[1], timeout=20)
    completion = client.chat.completions.create(
        messages=[{"role": "user", "content": prompt}], model=MODEL
    )
    return completion.choices[0].message.content or ""
