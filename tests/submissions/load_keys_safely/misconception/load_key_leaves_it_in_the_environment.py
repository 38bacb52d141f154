# “Once found, it belongs into the environment.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: It changed os.environ
import os


def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            os.environ["OPENAI_API_KEY"] = key
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, see {dotenv.name}")
