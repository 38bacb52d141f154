# Takes quotes off what python-dotenv gives, which has taken its own off
# cell: load_key
# fails: load_key_reads_the_file: a single quote stand inside double quotes
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    value = env.get("OPENAI_API_KEY", "").strip()
    if value:
        return value

    value = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip().strip("\"'").strip()
    if value:
        return value
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
