# "The client reads the environment, so I write env into it."
# cell: ask
# fails: ask_looks_nowhere_else: raised no error
# fails: ask_names_what_is_missing: raised no error
# fails: ask_never_shows_the_key: raised no error
import os


def ask(env, prompt):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if name in env and env[name].strip():
            os.environ[name] = env[name].strip()
        if not os.environ.get(name):
            raise ValueError(f"{name} is not set")
    client = OpenAI()
    response = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content
