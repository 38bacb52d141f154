# A .env.local beside the file comes first.
# cell: load_key
# fails: load_key_says_what_is_missing: load_key(given, env_file) raised no error. Expected: a ValueError.
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        for file in (dotenv.with_name(dotenv.name + ".local"), dotenv):
            key = (dotenv_values(file).get("OPENAI_API_KEY") or "").strip()
            if key:
                break
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}.")
    return key
