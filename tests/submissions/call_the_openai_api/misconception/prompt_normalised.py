# Signs that look alike are made one before the prompt is sent.
# cell: ask
# fails: ask_gives_the_text: '½ ﬁsh, é: signs that look like others' is none of the messages that
import unicodedata


def ask(env: dict[str, str], prompt: str) -> str:
    """Ask a model with the key and address in env, and give its text.

    Raises:
        ValueError: key or address is missing; it names the variable.
    """
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise ValueError("OPENAI_API_KEY is not set")
    url = env.get("OPENAI_BASE_URL", "").strip()
    if not url:
        raise ValueError("OPENAI_BASE_URL is not set")
    client = OpenAI(api_key=key, base_url=url)
    response = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": unicodedata.normalize("NFKC", prompt)}],
    )
    return response.choices[0].message.content
