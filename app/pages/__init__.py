"""The pages, one folder each; what belongs to one page alone lies in its folder."""
