# Sends the word prompt in quotes.
# cell: ask
# fails: ask_gives_the_text: is none of the messages
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY", "").strip()
    url = env.get("OPENAI_BASE_URL", "").strip()
    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    if not url:
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "prompt"}]
    )
    return response.choices[0].message.content
