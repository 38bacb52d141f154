# “The same question has the same answer, so Python may keep it.”
# cell: load_key
# fails: load_key_*: Something around the function, such as @cache
from functools import cache


@cache
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
