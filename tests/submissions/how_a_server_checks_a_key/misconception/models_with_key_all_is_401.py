# "It is 200 or it is the key's fault": whatever goes wrong is a 401.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: gave 401. Expected: 5
import httpx


def models_with_key(base_url, key):
    response = httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"})
    return 200 if response.is_success else 401
