# "The reader of the message knows what api_key is."
# cell: ask
# fails: ask_names_what_is_missing: Expected in that message: OPENAI_API_KEY
def ask(env, prompt):
    api_key = env.get("OPENAI_API_KEY", "").strip()
    base_url = env.get("OPENAI_BASE_URL", "").strip()
    if not api_key:
        raise ValueError("api_key is missing")
    if not base_url:
        raise ValueError("base_url is missing")
    client = OpenAI(api_key=api_key, base_url=base_url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
