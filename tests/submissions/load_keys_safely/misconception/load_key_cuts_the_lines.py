# “A .env is lines with an = in them.”
# cell: load_key
# fails: load_key_reads_the_file: OPENAI_API_KEY is missing
# fails: load_key_strips: inside double quotes
def load_key(env, dotenv):
    if env.get("OPENAI_API_KEY", "").strip():
        return env["OPENAI_API_KEY"].strip()
    if dotenv.exists():
        for line in dotenv.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            value = value.strip().strip("'").strip()
            if name.strip() == "OPENAI_API_KEY" and value.strip('"').strip():
                return value
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
