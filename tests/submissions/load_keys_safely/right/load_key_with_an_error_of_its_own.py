# Raises a ValueError of a class of its own.
# cell: load_key
import dotenv as reader


class MissingKey(ValueError):
    def __init__(self, file):
        super().__init__(f"OPENAI_API_KEY is missing in the environment and in {file}")


def load_key(env, dotenv):
    for value in (env.get("OPENAI_API_KEY"), reader.get_key(dotenv, "OPENAI_API_KEY")):
        if value and value.strip():
            return value.strip()
    raise MissingKey(dotenv)
