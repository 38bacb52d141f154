# “Blank means empty; spaces are a value.”
# cell: load_key
# fails: load_key_says_what_is_missing: the variable is blank in both places
# fails: load_key_blank_is_no_key: gave ''
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY") or dotenv_values(dotenv).get("OPENAI_API_KEY")
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key.strip()
