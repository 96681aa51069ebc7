"""How do matters move? States and moves are tables, acts are kept, a matter is what they made."""
