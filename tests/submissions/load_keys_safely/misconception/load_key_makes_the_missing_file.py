# “I make the file, so that reading never fails.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: made a file or a folder
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    dotenv.parent.mkdir(parents=True, exist_ok=True)
    dotenv.touch(mode=0o600)
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
