# “Whitespace is spaces.”
# cell: load_key
# fails: load_key_strips: the file has tabs, line ends and spaces around the key
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip(" ")
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
