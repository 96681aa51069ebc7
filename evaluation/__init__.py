"""How good it is: benchmarks against gold, with protocol, floor and baseline beside each figure."""
