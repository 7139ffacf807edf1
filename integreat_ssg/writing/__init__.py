"""Artifacts to folders: a region's site all or nothing, the portal and reports file by file."""

from integreat_ssg.writing.listed import PORTAL_LIST, REPORT_LIST, write_portal, write_report
from integreat_ssg.writing.places import WORKSHOP
from integreat_ssg.writing.sites import Written, recover, site_version, standing_sites, stands, write_site

__all__ = [
    "PORTAL_LIST",
    "REPORT_LIST",
    "WORKSHOP",
    "Written",
    "recover",
    "site_version",
    "standing_sites",
    "stands",
    "write_portal",
    "write_report",
    "write_site",
]
