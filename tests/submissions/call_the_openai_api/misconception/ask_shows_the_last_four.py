# “The last four may be shown.”
# cell: ask
# fails: ask_never_shows_the_key: That message shows a value; it should not
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "").strip()
    url = env.get("OPENAI_BASE_URL", "").strip()
    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    if not url:
        raise ValueError(f"OPENAI_BASE_URL is not set (the key ends in {key[-4:]})")
    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
