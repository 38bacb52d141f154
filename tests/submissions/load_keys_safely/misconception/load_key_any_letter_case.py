# “Names of variables come in any case.”
# cell: load_key
# fails: load_key_says_what_is_missing: raised no error
# fails: load_key_reads_the_file: names that are nearly the same
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        names = {name.upper(): value for name, value in place.items()}
        key = (names.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, see {dotenv.name}")
