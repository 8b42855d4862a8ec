"""Results in; maps, figures, table styles and their alt texts out."""
