"""Figures that leave the house: nothing in them tells of fewer than five people in one municipality."""
