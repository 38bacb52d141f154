"""The paths of the real API that the practice platform leaves out, so that a refusal can say so."""

_NAMES = """
    agents assistants audio batches chatkit completions containers content_provenance_checks conversations
    decisions evals files fine_tuning images live moderations organization projects realtime safety skills
    threads uploads vector_stores videos
""".split()

_PREFIXES = tuple(f"/v1/{name}" for name in _NAMES)


def why_nothing_answers(path: str) -> str:
    """Say in a sentence why an unknown path is unknown."""
    if any(path == prefix or path.startswith(prefix + "/") for prefix in _PREFIXES):
        return (
            "The real API has paths that begin like this one; the practice platform leaves it out. "
            "It serves models, chat completions, responses, embeddings and the Admin API for keys."
        )
    return "Nothing answers at this path. The base URL ends in /v1."
