# "The client knows its address."
# cell: ask
# fails: ask_uses_what_env_says: raised no error
def ask(env, prompt):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if not env.get(name, "").strip():
            raise ValueError(f"{name} is not set")
    client = OpenAI(api_key=env["OPENAI_API_KEY"].strip())
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
