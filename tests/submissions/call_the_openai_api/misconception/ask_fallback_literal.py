# "A key for now in the code, until somebody sets the variable."
# cell: ask
# fails: ask_names_what_is_missing: raised AuthenticationError
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "my-own-key-for-now").strip()
    url = env.get("OPENAI_BASE_URL", "http://127.0.0.1:9/v1").strip()
    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    if not url:
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url, max_retries=0)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
