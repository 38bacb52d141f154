# “The address is no secret.”
# cell: ask
# fails: ask_never_shows_the_key: That message shows a value; it should not
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "").strip()
    url = env.get("OPENAI_BASE_URL", "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is not set, so {url} can't be asked")
    if not url:
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
