"""From what a learning platform gives out to `submitted/`: a roster of students, and archives of what they handed in.

`rosters` reads a CSV file and `register` enters it into the gradebook; `archives` reads an archive or a folder
file by file, `names` knows how Canvas, Moodle and nbgrader's exchange call a learner's file, `whose` tells whose it
is, a student's or a group's, `inbound` what to believe of names in the exchange, `works` gathers it, `which` tells
it from another exercise's, and `collect` puts it into the learner's folder, a group's into each member's;
`handed_in_as` keeps how the platform called it. All that is read is a stranger's: names, sizes and numbers are
limited. Uses `coursework` and `records`.
"""
