# Asks the dictionary with square brackets.
# cell: load_key
# fails: load_key_reads_the_file: raised KeyError
# fails: load_key_strips: raised KeyError
# fails: load_key_says_what_is_missing: raised KeyError
# fails: load_key_leaves_nothing_behind: the same error as above
def load_key(env, dotenv):
    key = env["OPENAI_API_KEY"].strip()
    if not key:
        key = (dotenv_values(dotenv)["OPENAI_API_KEY"] or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
