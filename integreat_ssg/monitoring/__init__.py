"""The monitoring report: what the texts are like now and were in the last months, for editors, offices and committees.

All numbers become one value first (`figures`), from the content and from git's past. Pages, tables for spreadsheets, JSON and
mails are made from that value and count nothing themselves.
"""
