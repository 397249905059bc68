"""The mutation operators: a file for each family, found by listing this folder.

Every public function of a family is an operator of that name: it is given a module and yields the
changes that it would make.
"""
