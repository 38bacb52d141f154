# Right: one line after the other, get with an if for each.
# cell: ask
def ask(env, prompt):
    key = env.get("OPENAI_API_KEY")
    if key is None or key.strip() == "":
        raise ValueError("Please set OPENAI_API_KEY.")
    address = env.get("OPENAI_BASE_URL")
    if address is None or address.strip() == "":
        raise ValueError("Please set OPENAI_BASE_URL.")
    client = OpenAI(api_key=key.strip(), base_url=address.strip())
    messages = [{"role": "user", "content": prompt}]
    answer = client.chat.completions.create(model=MODEL, messages=messages)
    text = answer.choices[0].message.content
    return text
