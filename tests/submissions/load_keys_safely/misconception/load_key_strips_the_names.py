# “Names are written by people, so blanks around them go.”
# cell: load_key
# fails: load_key_reads_the_file: Here env has nothing but names
def load_key(env: dict[str, str], dotenv: Path) -> str:
    """Give the key from the environment, else from the file."""
    for place in (env, dotenv_values(dotenv)):
        for name, value in place.items():
            if name.strip() == "OPENAI_API_KEY" and value and value.strip():
                return value.strip()
    raise ValueError(f"OPENAI_API_KEY is missing: set it, or add it to {dotenv.name}")
