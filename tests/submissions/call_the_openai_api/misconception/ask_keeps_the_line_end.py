# "A key is sent as it stands in the file."
# cell: ask
# fails: ask_drops_whitespace_around: raised APIConnectionError
def ask(env, prompt):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if not env.get(name, "").strip():
            raise ValueError(f"{name} is not set")
    client = OpenAI(api_key=env["OPENAI_API_KEY"], base_url=env["OPENAI_BASE_URL"], max_retries=0)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
