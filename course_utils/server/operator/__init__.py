"""The side of the platform that only its operator may ask, under `/practice/`, and the life that it sets going.

`endpoints` answer, `settings` change what holds, `traffic` lets made-up programs call, `service` is one that
lives on the vault.
"""
