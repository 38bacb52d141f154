# "After 429 one waits and asks again": the answer is not taken as one.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: One call sent several requests
import time

import httpx


def models_with_key(base_url: str, key: str) -> int:
    """Ask for the models with a key; give the status of the answer."""
    for pause in (0, 0.1, 0.2):
        time.sleep(pause)
        response = httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"})
        if response.status_code != 429:
            return response.status_code
    return 429
