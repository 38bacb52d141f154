"""The one person of the practice organization: what the console does, they did."""

OWNER = {
    "object": "organization.user",
    "id": "user-practice",
    "name": "You",
    "email": "you@example.com",
    "role": "owner",
    "type": "user",
    "created_at": 1767225600,
}
