"""integreat_ssg: from a folder of Markdown and YAML to sites that any host can serve and any phone can read."""
