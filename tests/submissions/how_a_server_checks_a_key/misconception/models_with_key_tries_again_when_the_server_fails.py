# "The server had a hiccup": a request that failed is sent once more.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: One call sent several requests
import httpx


def models_with_key(base_url, key):
    headers = {"Authorization": f"Bearer {key}"}
    answer = httpx.get(f"{base_url}/models", headers=headers)
    if answer.status_code >= 500:
        answer = httpx.get(f"{base_url}/models", headers=headers)
    return answer.status_code
