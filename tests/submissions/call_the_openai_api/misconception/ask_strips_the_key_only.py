# "Only keys have line ends."
# cell: ask
# fails: ask_drops_whitespace_around: raised
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    if not env.get("OPENAI_BASE_URL", "").strip():
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=env["OPENAI_BASE_URL"], max_retries=0)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
