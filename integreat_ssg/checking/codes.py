"""The codes of all findings about content. Made from the source by
`tests/reporting/codes_in_source.py`; a test holds them together.
"""

WEIGHED = frozenset(
    """
    abbreviation-not-explained api-needs-base-url audience-unused bad-screenshot base-over-budget
    boundary-elsewhere boundary-not-named cancelled-without-date closure-over contact-not-filled
    contact-unused date-long-past direction-override empty-page event-is-over except-without-date
    excuse-of-nothing excuse-without-reason feedback-without-mail files-over-budget hard-to-read host-limit
    hours-end-before-start hours-never-open hours-overlap hours-replaced hours-without-holidays html-removed
    language-not-listed link-endless link-gone link-host-unknown link-insecure link-moved link-private
    link-refused link-says-nothing link-silent link-to-excluded link-unasked logo-text map-over-budget
    names-nothing news-expires-at-once news-without-date no-git no-land no-messages no-root-page
    not-translated note-without-media nothing-published outside-bounding-box override-of-nothing page-expired
    page-too-heavy page-with-children phone-unlike-card phones-differ picture-too-large pictures-over-budget
    published-damaged published-unreadable readability-not-measured registration-after-start repeat-never-ends
    review-due rule-is-always-error same-paragraph sentence-too-long shallow-clone short-name-too-long
    skipped-heading structure-differs synonyms-alone synonyms-twice table-too-wide term-not-explained
    term-twice term-unused text-not-listed text-over-budget tiles-elsewhere tiles-not-named
    tiles-unknown-layers time-is-skipped translation-missing translation-of-another-text translation-outdated
    unknown-audience unknown-category unknown-contact unknown-file unknown-municipality unknown-rule
    unused-media unused-region
    """.split()
)
"""Those whose weight a folder can set, and that can be excused."""

ALWAYS_ERRORS = frozenset(
    """
    absolute-link alt-is-file-name bad-alias bad-audience-key bad-base-url bad-bounding-box bad-colour
    bad-feedback-address bad-geojson bad-host-name bad-hours bad-language bad-language-folder bad-link
    bad-mail bad-moment bad-name bad-phone bad-repeat bad-spoken-language bad-term-key bad-website binary-file
    block-in-sentence boundary-too-large broken-anchor broken-link closure-ends-before-start conflict-marker
    conversion-crashed conversion-too-large conversion-too-slow duplicate-anchor duplicate-key empty-file
    empty-heading empty-link end-before-start end-of-another-kind external-image file-too-large
    first-level-heading host-files-clash host-incomplete host-of-no-region image-damaged image-format
    image-outside image-too-large include-loop inherits-itself link-not-file link-outside logo-empty
    logo-not-drawn logo-not-svg logo-too-complex low-contrast missing-key nested-too-deeply no-alt-text
    no-front-matter no-home-page no-map-credit no-name no-polygon no-region-file no-region-folder no-section
    no-site-file no-source-language no-such-file no-tiles-credit not-a-file not-a-mapping not-in-degrees
    not-on-earth not-utf8 out-of-range place-not-filled repeat-never-happens reserved-region same-url
    secret-in-settings shared-region-listed start-not-in-repeat svg-active svg-damaged symbolic-link
    synonyms-form synonyms-language tiles-compression tiles-damaged tiles-format tiles-not-vectors
    tiles-version title-too-long too-deep twin-names unclosed-front-matter unknown-block unknown-exclude
    unknown-icon unknown-include unknown-key unknown-land unknown-media unknown-organisation unknown-place
    unknown-region unknown-time-zone unreadable-file wrong-type yaml-alias yaml-colon yaml-depth
    yaml-documents yaml-key yaml-syntax yaml-tab yaml-tag
    """.split()
)
"""Those that would reach readers as something broken."""
