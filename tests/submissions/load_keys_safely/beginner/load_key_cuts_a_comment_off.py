# Cuts a comment off the value of a variable, where none can stand
# cell: load_key
# fails: load_key_environment_first: the signs $ and # are a part of it
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    value = env.get("OPENAI_API_KEY", "").split("#")[0].strip()
    if value:
        return value
    value = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    if value:
        return value
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
