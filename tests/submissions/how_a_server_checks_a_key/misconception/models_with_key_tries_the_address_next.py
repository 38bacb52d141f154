# "If the header is refused, the query may do": asks once more, with the key in the address.
# cell: models_with_key
# fails: models_with_key_returns_refusals: One call sent several requests
import httpx


def models_with_key(base_url, key):
    response = httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"})
    if response.status_code == 401:
        response = httpx.get(f"{base_url}/models", params={"api_key": key})
    return response.status_code
