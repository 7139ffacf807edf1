"""Findings for people and for machines: their sentences in German and English, and the formats that carry them.

In: findings. Out: text. Nothing here prints, exits or decides what a finding means for the build.
"""
