# “A $NAME in a value is expanded, as a shell does it.”
# cell: load_key
# fails: load_key_environment_first: the signs $ and # are a part
import os


def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    for place in (env, dotenv_values(dotenv)):
        key = os.path.expandvars((place.get("OPENAI_API_KEY") or "").strip())
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
