# Returns the error in place of raising it.
# cell: ask
# fails: ask_looks_nowhere_else: raised no error
# fails: ask_names_what_is_missing: raised no error
# fails: ask_never_shows_the_key: raised no error
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "").strip()
    url = env.get("OPENAI_BASE_URL", "").strip()
    if not key:
        return ValueError("OPENAI_API_KEY is not set")
    if not url:
        return ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
