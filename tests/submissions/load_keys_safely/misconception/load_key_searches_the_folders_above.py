# “The file may lie in a folder above, as git finds .gitignore.”
# cell: load_key
# fails: load_key_says_what_is_missing: another one lies in the folder above
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    for folder in dotenv.parents:
        key = key or (dotenv_values(folder / dotenv.name).get("OPENAI_API_KEY") or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
