# “The lesson has five places, so a third one does no harm.”
# cell: load_key
# fails: load_key_says_what_is_missing: It looks for a key in a third place, the keyring
from keyring import get_password


def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    key = get_password("reading-room", "api-key")
    if key:
        return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
