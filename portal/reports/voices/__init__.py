"""Words beside numbers: a comment of the chairperson, the reply of a unit about its counter."""
