# Square brackets: an absent variable is a KeyError.
# cell: ask
# fails: ask_names_what_is_missing: raised KeyError
def ask(env, prompt):
    key = env["OPENAI_API_KEY"].strip()
    url = env["OPENAI_BASE_URL"].strip()
    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    if not url:
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
