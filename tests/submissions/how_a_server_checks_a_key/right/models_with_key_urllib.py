# Right: nothing but the standard library, where a refusal is an exception that has a status.
# cell: models_with_key
import urllib.error
import urllib.request


def models_with_key(base_url: str, key: str) -> int:
    request = urllib.request.Request(base_url + "/models", headers={"Authorization": "Bearer " + key})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
