# “Text of users is escaped, always.”
# cell: ask
# fails: ask_gives_the_text: is none of the messages
import html


def ask(env: dict[str, str], prompt: str) -> str:
    """Ask a model with the key and address in env, and give its text.

    Raises:
        ValueError: key or address is missing; it names the variable.
    """
    key = env.get("OPENAI_API_KEY", "").strip()
    url = env.get("OPENAI_BASE_URL", "").strip()

    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    if not url:
        raise ValueError("OPENAI_BASE_URL is not set")

    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": html.escape(prompt)}]
    )
    return response.choices[0].message.content
