"""The experiment grid: two or three settings of a page against each other, a network a cell."""
