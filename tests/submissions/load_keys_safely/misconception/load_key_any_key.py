# “What ends in KEY will be the key.”
# cell: load_key
# fails: load_key_reads_the_file: gave 'k1'
# fails: load_key_says_what_is_missing: raised no error
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        for name, value in place.items():
            if name.endswith("KEY") and (value or "").strip():
                return value.strip()
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
