# Opens the file itself where there is one, and lets python-dotenv read its text.
# cell: load_key
from io import StringIO


def load_key(env, dotenv):
    found = [env.get("OPENAI_API_KEY")]
    if dotenv.is_file():
        text = dotenv.read_text(encoding="utf-8-sig")
        found.append(dotenv_values(stream=StringIO(text)).get("OPENAI_API_KEY"))
    keys = [each.strip() for each in found if each and not each.isspace()]
    if keys:
        return keys[0]
    raise ValueError(f"There is no OPENAI_API_KEY, and none in {dotenv.name}.")
