"""The side of the platform that only its operator may ask, under `/practice/`, and the life that it sets going.

`endpoints` answer. `looking` gives what is there, `settings` change what holds, `security` sets the rules for keys,
`issuing` makes and revokes them, `interventions` let single requests fail, `for_checks` does in one question what
checks do often, `traffic` lets made-up programs call, whose requests are `visits`. `life` lets `inhabitants` act while
a learner works, an `attacker` among them; `living` answers for it. `alerts` announces what the `findings` in the log
are.
"""
