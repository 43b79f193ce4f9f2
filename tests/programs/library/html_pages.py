# html.parser: what the handlers are told, in one piece and in many, and a crawler's use of it.
from html.parser import HTMLParser
from urllib.parse import urljoin


class Recorder(HTMLParser):
    def __init__(self, **options):
        self.events = []
        super().__init__(**options)

    def handle_starttag(self, tag, attrs):
        self.events.append(("start", tag, attrs, self.get_starttag_text(), self.getpos()))

    def handle_endtag(self, tag):
        self.events.append(("end", tag, self.getpos()))

    def handle_data(self, data):
        self.events.append(("data", data, self.getpos()))

    def handle_comment(self, data):
        self.events.append(("comment", data))

    def handle_charref(self, name):
        self.events.append(("number", name))

    def handle_entityref(self, name):
        self.events.append(("entity", name))

    def handle_decl(self, decl):
        self.events.append(("decl", decl))

    def handle_pi(self, data):
        self.events.append(("pi", data))

    def unknown_decl(self, data):
        self.events.append(("section", data))


PAGE = """<!DOCTYPE html>
<html lang=en><head><title>Caf&eacute; &amp; co</title>
<script>if (a < b && c) { "</b>" }</script><style>p > a {}</style></head>
<!-- a comment --><?php echo 1 ?>
<body class="x y" ID='main' hidden data-n="1 &lt; 2">
<p>one<br/>two &#65;&#x42; <A HREF=a.html title = "t">link</A><img src=i.png /></P>
<![CDATA[raw <text>]]> 1 < 2 & 3 &unknown; </ p></body ></html>"""

for options in {"convert_charrefs": True}, {"convert_charrefs": False}:
    recorder = Recorder(**options)
    recorder.feed(PAGE)
    recorder.close()
    for event in recorder.events:
        print(*event)
    pieces = Recorder(**options)
    for char in PAGE:
        pieces.feed(char)
    pieces.close()
    tags = [event[:3] for event in recorder.events if event[0] != "data"]
    print([event[:3] for event in pieces.events if event[0] != "data"] == tags, pieces.getpos())
    for text in ("<a", "x &am", "&#", "&#x;y", "&Z", "<!-- open", "<![CDATA[ open", "</", "<", "<script> no end", "<a b='1' c=\"2\"d=3>",
                 "<a =b>", "<a/b/c/>", "<a b=c/>", "</>", "</1>", "<!x>", "<!>", "<p <b>", "&copy2 &copy;2", "<a b='>'>", "<a b='x>y"):
        recorder = Recorder(**options)
        recorder.feed(text)
        before = len(recorder.events)
        recorder.close()
        print(repr(text), before, recorder.events, repr(recorder.rawdata))
for text in "<![bad[x]]>", "<![1[x]]>":
    try:
        Recorder().feed(text)
    except AssertionError as error:
        print(error)


class Links(HTMLParser):
    """What a crawler needs."""

    def __init__(self, base):
        super().__init__()
        self.base, self.found, self.title, self.in_title = base, [], "", False

    def handle_starttag(self, tag, attrs):
        self.in_title = tag == "title"
        target = dict(attrs).get("href" if tag == "a" else "src")
        if target:
            self.found.append(urljoin(self.base, target))

    def handle_endtag(self, tag):
        self.in_title = False

    def handle_data(self, data):
        if self.in_title:
            self.title += data


links = Links("http://example.org/dir/page.html")
links.feed(PAGE)
print(links.title, links.found)
links.reset()
print(links.rawdata == "", links.getpos(), links.lasttag, links.convert_charrefs, links.get_starttag_text())

# The names of characters.
import html
import html.entities

print(len(html.entities.name2codepoint), html.entities.name2codepoint["euro"], html.entities.codepoint2name[228],
      html.entities.entitydefs["lang"] == html.entities.html5["lang;"], html.entities.html5["amp"], "lang" in html.entities.html5)
print([name for name, code in html.entities.name2codepoint.items() if name not in ("lang", "rang") and html.unescape(f"&{name};") != chr(code)])
print(html.unescape("&lArr;&lang;&rceil;&notit;&noti&unknown;&amp;lt;&#x80;&#0;&copy&copyright;&equals;"))
