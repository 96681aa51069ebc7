"""How surely is divergence found, and how seldom is it found where there is none?

No public set says which judgments diverge, so the truth is made: by putting changes into real
judgments, by taking what courts of appeal changed, and by planting it in generated ones.
"""
