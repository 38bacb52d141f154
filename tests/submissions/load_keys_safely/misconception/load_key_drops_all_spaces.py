# “No key has a space in it, so all of them go.”
# cell: load_key
# fails: load_key_strips: The two spaces inside it stay
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = "".join((place.get("OPENAI_API_KEY") or "").split())
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, see {dotenv.name}")
