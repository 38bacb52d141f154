# “Where the file is missing, find_dotenv finds one.”
# cell: load_key
# fails: load_key_says_what_is_missing: each is a third place
from dotenv import find_dotenv


def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    file = dotenv if dotenv.is_file() else find_dotenv(usecwd=True)
    for place in (env, dotenv_values(file)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
