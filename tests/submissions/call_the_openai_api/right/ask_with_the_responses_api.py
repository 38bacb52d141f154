# Right: the Responses API, and a helper for a setting.
# cell: ask
def setting(env, name):
    value = env.get(name, "").strip()
    if not value:
        raise ValueError(f"{name} is not set")
    return value


def ask(env: dict[str, str], prompt: str) -> str:
    client = OpenAI(
        api_key=setting(env, "OPENAI_API_KEY"), base_url=setting(env, "OPENAI_BASE_URL")
    )
    return client.responses.create(model=MODEL, input=prompt).output_text
