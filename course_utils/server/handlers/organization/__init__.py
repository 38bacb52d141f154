"""The Admin API, below `/v1/organization`: one module a resource."""
