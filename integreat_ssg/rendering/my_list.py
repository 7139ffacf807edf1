"""The page "My list": a frame and words for what lies on the reader's device alone."""

from integreat_ssg.outputs import MyListOutput
from integreat_ssg.planning import MY_LIST
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import frame, head, made_languages
from integreat_ssg.rendering.offline_views import MyListView
from integreat_ssg.rendering.views import Words


def my_list_view(edition: Edition, output: MyListOutput) -> MyListView:
    """The page in one language; search engines leave it alone."""
    title = Words(edition.voice.say("My list"))
    languages = made_languages(edition, output.file, f"{MY_LIST}/index.html")
    return MyListView(frame(edition, output.file, head(edition, output.file, title, index=False), languages))
