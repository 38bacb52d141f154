# Reads a copy of the file, in a folder that is gone before the function ends.
# cell: load_key
from tempfile import TemporaryDirectory


def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key and dotenv.exists():
        with TemporaryDirectory() as place:
            copy = Path(place, "copy.env")
            copy.write_bytes(dotenv.read_bytes())
            key = (dotenv_values(copy).get("OPENAI_API_KEY") or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
