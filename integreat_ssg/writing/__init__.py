"""Artifacts to folders: a region's site all or nothing, the portal and reports file by file."""

from integreat_ssg.writing.known import tree_digest
from integreat_ssg.writing.listed import PORTAL_LIST, REPORT_LIST, portal_tree, write_portal, write_report
from integreat_ssg.writing.places import WORKSHOP
from integreat_ssg.writing.sites import (
    Written,
    is_at_rest,
    recover,
    site_version,
    standing_sites,
    standing_tree,
    write_site,
)

__all__ = [
    "PORTAL_LIST",
    "REPORT_LIST",
    "WORKSHOP",
    "Written",
    "is_at_rest",
    "portal_tree",
    "recover",
    "site_version",
    "standing_sites",
    "standing_tree",
    "tree_digest",
    "write_portal",
    "write_report",
    "write_site",
]
