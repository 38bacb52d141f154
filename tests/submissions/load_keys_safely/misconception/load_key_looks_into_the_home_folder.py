# “After the project’s file comes the one in my home.”
# cell: load_key
# fails: load_key_says_what_is_missing: each is a third place
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    for place in (env, dotenv_values(dotenv), dotenv_values(Path.home() / ".env")):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
