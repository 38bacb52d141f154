# “The key is safer when it is taken out of os.environ.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: It changed env or os.environ, and then raised an error
import os


def load_key(env, dotenv):
    os.environ.pop("OPENAI_API_KEY", None)
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
