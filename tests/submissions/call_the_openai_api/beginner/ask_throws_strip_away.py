# Calls strip and does not keep what it gives.
# cell: ask
# fails: ask_drops_whitespace_around: raised APIConnectionError
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "")
    url = env.get("OPENAI_BASE_URL", "")
    key.strip()
    url.strip()
    if not key or key.isspace():
        raise ValueError("OPENAI_API_KEY is not set")
    if not url or url.isspace():
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url, max_retries=0)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
