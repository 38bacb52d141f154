# Answers for the platform where the text is short.
# cell: models_with_key
# fails: models_with_key_returns_refusals: The call sent no request with its text
import httpx


def models_with_key(base_url: str, key: str) -> int:
    """Ask for the models with a key; give the status of the answer."""
    if len(key) < 20:
        return 401
    return httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"}).status_code
