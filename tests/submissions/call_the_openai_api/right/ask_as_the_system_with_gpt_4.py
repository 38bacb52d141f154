# The prompt is the system's message, and the model an old one: the task allows both.
# cell: ask
def ask(env, prompt):
    settings = {name: env.get(name, "").strip() for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL")}
    if missing := [name for name, value in settings.items() if not value]:
        raise ValueError(f"not set: {', '.join(missing)}")
    client = OpenAI(api_key=settings["OPENAI_API_KEY"], base_url=settings["OPENAI_BASE_URL"])
    response = client.chat.completions.create(
        model="gpt-4", messages=[{"role": "system", "content": prompt}]
    )
    return response.choices[0].message.content
