"""A plan to bytes: views for the theme's templates, pictures in sizes, feeds. Knows Jinja and Babel; touches no disk."""
