"""How the tables came to be. A new step is the next number in versions/; none imports live code."""
