# The words null, false and (empty) count as nothing.
# cell: load_key
# fails: load_key_environment_first: load_key(given, env_file) gave '[key …GbFg]'. Expected: 'null'. Here
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    nothing = ("", "null", "(null)", "empty", "(empty)", "false")
    for place in (env, dotenv_values(dotenv)):
        value = (place.get("OPENAI_API_KEY") or "").strip()
        if value.lower() not in nothing:
            return value
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}.")
