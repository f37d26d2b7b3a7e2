"""A class: a teacher whose pages are followed, and learners, in a room with a code.

All that is known of a room is made from its events, one after the other: so each process of the
server that reads them knows the same, and nothing is lost that was said.
"""
