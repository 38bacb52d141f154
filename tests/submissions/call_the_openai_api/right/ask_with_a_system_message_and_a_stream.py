# Right: a system message before the prompt, and a stream that is joined.
# cell: ask
def ask(env, prompt):
    names = ["OPENAI_API_KEY", "OPENAI_BASE_URL"]
    missing = [name for name in names if not env.get(name, "").strip()]
    if missing:
        raise ValueError("missing: " + ", ".join(missing))
    key, url = [env[name].strip() for name in names]
    with OpenAI(api_key=key, base_url=url) as client:
        stream = client.chat.completions.create(
            model=MODEL,
            messages=[
                {"role": "system", "content": "You are a friendly helper."},
                {"role": "user", "content": prompt},
            ],
            stream=True,
        )
        return "".join(chunk.choices[0].delta.content or "" for chunk in stream)
