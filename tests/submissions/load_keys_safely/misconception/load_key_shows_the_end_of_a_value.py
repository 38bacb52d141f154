# “Four characters are no secret: the lesson shows them, too.”
# cell: load_key
# fails: load_key_says_what_is_missing: That message shows a value; it should not
def load_key(env, dotenv):
    values = dotenv_values(dotenv)
    for place in (env, values):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    seen = [f"{name} …{text[-4:]}" for name, text in env.items()]
    raise ValueError(f"No OPENAI_API_KEY in {dotenv.name}: {seen}")
