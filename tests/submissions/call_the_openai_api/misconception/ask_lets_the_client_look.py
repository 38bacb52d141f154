# "The client finds what is missing."
# cell: ask
# fails: ask_looks_nowhere_else: raised no error
# fails: ask_names_what_is_missing: raised no error
# fails: ask_never_shows_the_key: raised no error
# fails: ask_drops_whitespace_around: raised APIConnectionError
def ask(env, prompt):
    client = OpenAI(api_key=env.get("OPENAI_API_KEY"), base_url=env.get("OPENAI_BASE_URL"))
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
