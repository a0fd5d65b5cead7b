"""Films and recordings on pages: their words are no captions, those of pictures beside them are."""

from __future__ import annotations

import pytest

from indexer.article import Caption, Change, Reading
from indexer.readers import read_source
from indexer.readers.html import read_markup
from indexer.sources import Source

STORY = "".join(
    f"<p>Paragraph {n} of the story tells how the ferry crossed the river, and who stood on the quay to see it.</p>"
    for n in range(6)
)
WORDS = "The ferry leaves the quay on Monday"
UNDER = f"<figcaption>{WORDS}</figcaption>"
STILL = "<picture><img src=a></picture>"


def read(body: str, head: str = "") -> Reading:
    found = read_markup(
        f"<html><head>{head}</head><body><article><h1>A day</h1>{body}{STORY}</article></body></html>", "a"
    )
    assert found is not None
    return found


def left_out(reading: Reading) -> list[str | None]:
    return [change.line for change in reading.changes if change.rule == "player"]


@pytest.mark.parametrize(
    "body",
    [
        # elements
        f"<figure><video controls src=a></video>{UNDER}</figure>",
        f"<figure><video src=a poster=b></video><img src=b>{UNDER}</figure>",
        f"<figure><div><img src=b><audio src=a></audio></div>{UNDER}</figure>",
        f"<figure><amp-youtube></amp-youtube>{UNDER}</figure>",
        f"<figure><iframe src='https://www.youtube.com/embed/x'></iframe>{UNDER}</figure>",
        f"<figure><iframe data-src='https://river.example/video/embed/1'></iframe>{UNDER}</figure>",
        f"<figure><iframe src=/a title='Video player'></iframe>{UNDER}</figure>",
        # what is said of them
        f"<figure><div itemscope itemtype='https://schema.org/VideoObject'>{STILL}</div>{UNDER}</figure>",
        f"<figure data-video-id=7>{STILL}{UNDER}</figure>",
        f"<figure><div data-videoid=7>{STILL}</div>{UNDER}</figure>",
        f"<figure data-type=video>{STILL}{UNDER}</figure>",
        # names
        f"<figure class='inline video-inline'>{STILL}{UNDER}</figure>",
        f"<figure><div class=jwplayer>{STILL}</div>{UNDER}</figure>",
        f"<figure><div class=river-video-player></div>{UNDER}</figure>",
        f"<figure><div class=RiverVideoModule>{STILL}</div>{UNDER}</figure>",
        f"<figure><div class=mediaPlayer>{STILL}</div>{UNDER}</figure>",
        f"<figure><river-jw-player></river-jw-player>{UNDER}</figure>",
        f"<figure><div class=jw-player>{STILL}</div>{UNDER}</figure>",
        f"<figure class='wp-block-embed is-type-video'>{STILL}{UNDER}</figure>",
        f"<figure><div class=player-container>{STILL}</div>{UNDER}</figure>",
        f"<figure><div class='player player_kaltura'>{STILL}</div>{UNDER}</figure>",
        f"<figure><div id=video_7>{STILL}</div>{UNDER}</figure>",
        f"<figure class=aspect-video><div class=brightcove-react>{STILL}</div>{UNDER}</figure>",
        f"<div class=video-embed><figure>{STILL}{UNDER}</figure><span>2:43</span></div>",
        f"<div class=brightcove><div><div><figure>{STILL}{UNDER}</figure></div></div></div>",
        f"<figure>{STILL}<figcaption class=video-caption>{WORDS}</figcaption></figure>",
        # a name that others have too, and how long it plays
        f"<figure><div class=player>{STILL}<span>2:43</span></div>{UNDER}</figure>",
        # signs that start them
        f"<figure><div>{STILL}<span class='play-button'></span></div>{UNDER}</figure>",
        f"<figure>{STILL}<i class='fa fa-play'></i>{UNDER}</figure>",
        f"<figure><a href=# role=button aria-label='Reproducir vídeo'>{STILL}</a>{UNDER}</figure>",
        f"<figure>{STILL}<button aria-label='Play'></button>{UNDER}</figure>",
        f"<figure>{STILL}<button title='Play video: the ferry'></button>{UNDER}</figure>",
        f"<figure>{STILL}<button title='Video abspielen'></button>{UNDER}</figure>",
        f"<figure>{STILL}<button aria-label='動画 再生'></button>{UNDER}</figure>",
        # a still for readers who let no script run
        f"<figure><div class=video-box>{STILL}</div><noscript><img src=a></noscript>{UNDER}</figure>",
        # no figure
        f"<div><div class=video-js>{STILL}</div><p class=caption>{WORDS}</p></div>",
        f"<div><iframe src='https://player.vimeo.com/1'></iframe><p class=caption>{WORDS}</p></div>",
        f"<div class='media-video'><div><img src=a></div><div class=media-caption>{WORDS}</div></div>",
        # no name for what is said
        f"<div class='media'><div class='media-still'><img src=a><b class=icon-play></b></div><p>{WORDS}</p></div>",
        f"<figure class=video><img src=a data-caption='{WORDS}'></figure>",
    ],
)
def test_the_words_under_a_film_are_no_caption(body: str) -> None:
    found = read(body)
    assert found.article.captions == ()
    assert left_out(found) == [WORDS]
    assert not any("leaves" in line for line in found.article.body)


@pytest.mark.parametrize(
    "body",
    [
        # names that hold both, shapes, and those that say there is no film
        f"<figure class=image-video>{STILL}{UNDER}</figure>",
        f"<div class='article-image-video'><div>{STILL}</div><div class=caption>{WORDS}</div></div>",
        f"<figure class='lead aspect-video'>{STILL}{UNDER}</figure>",
        f"<figure class='media media--no-video'>{STILL}{UNDER}</figure>",
        f"<figure class='media--novideo' data-video='' data-video-id=null>{STILL}{UNDER}</figure>",
        f"<div class='post category-video'><figure>{STILL}{UNDER}</figure></div>",
        f"<figure class=has-video>{STILL}{UNDER}</figure>",
        # those who play
        f"<figure class=player-card>{STILL}{UNDER}</figure>",
        f"<figure><div class=player>{STILL}</div>{UNDER}</figure>",
        f"<figure class=videographer>{STILL}{UNDER}</figure>",
        # what holds the whole article, or more than the film
        f"<div class=video><figure>{STILL}{UNDER}</figure>{STORY}</div>",
        f"<section id=video><div><figure>{STILL}{UNDER}</figure><p>{'A long tale. ' * 15}</p></div></section>",
        f"<div class=video-page><figure>{STILL}{UNDER}</figure><figure><video src=b></video></figure></div>",
        # pictures near a film
        f"<figure>{STILL}{UNDER}</figure><div class=video-player><img src=b></div>",
        f"<div class=video-js></div><div><img src=a><p class=caption>{WORDS}</p></div>",
        f"<div><div class=video-js><img src=b></div><p>Or see:</p><img src=a><p class=caption>{WORDS}</p></div>",
        f"<figure><div class=video-js><img src=b></div><div><img src=a></div>{UNDER}</figure>",
        f"<figure><img src=a><img src=b><video src=c></video>{UNDER}</figure>",
        f"<div><img src=a><p class=caption>{WORDS}</p><div class=video-js></div></div>",
        f"<div><div class=video-js></div><hr><p class=caption>{WORDS}</p><img src=a></div>",
        f"<p>A quay.</p>{UNDER}<p>A river.</p><div class=video-js></div>",
        f"<figure>{STILL}<figcaption>{WORDS} <i class=play-icon></i></figcaption></figure>",
        # a gallery that plays by itself
        f"<figure><img src=a><img src=b><img src=c><button aria-label=Play></button>{UNDER}</figure>",
        f"<figure><div class=play-area>{STILL}</div>{UNDER}</figure>",
        # links that say what the picture shows
        f"<figure><a href=a.jpg title='Spill of oil on the river'>{STILL}</a>{UNDER}</figure>",
        f"<figure><a href=a.jpg title='Play resumes on the quay'>{STILL}</a>{UNDER}</figure>",
        f"<figure><div class=display-icon>{STILL}</div><a class='fa-youtube share'></a>{UNDER}</figure>",
        # pictures that move, maps
        f"<figure><video autoplay loop muted src=a></video>{UNDER}</figure>",
        f"<figure><iframe src='https://maps.example/river'></iframe>{UNDER}</figure>",
    ],
)
def test_a_picture_near_a_film_keeps_its_caption(body: str) -> None:
    found = read(body)
    assert Caption(WORDS) in found.article.captions
    assert left_out(found) == []


@pytest.mark.parametrize(
    "credit", ["Photo: Jane Roe", "(Foto: Jane Roe)", "Image by Jane Roe", "Jane Roe/Getty Images"]
)
def test_a_still_that_is_credited_to_a_photographer_has_a_caption(credit: str) -> None:
    [caption] = read(
        f"<figure><div class=video-js>{STILL}</div><figcaption>{WORDS}. {credit}</figcaption></figure>"
    ).article.captions
    assert caption.text.startswith(WORDS)


@pytest.mark.parametrize("credit", ["Video: Jo Roe", "Jo Roe (video)", "Video: Getty Images"])
def test_who_filmed_it_is_no_photographer(credit: str) -> None:
    found = read(
        f"<figure><div class=video-js>{STILL}</div><figcaption>{WORDS} <cite>{credit}</cite></figcaption></figure>"
    )
    assert (found.article.captions, left_out(found)) == ((), [f"{WORDS} {credit}"])


def test_the_captions_of_a_story_told_in_pictures_stay_beside_those_of_its_films() -> None:
    pictures = "".join(f"<figure><img src={n}><figcaption>Boat {n} on the river.</figcaption></figure>" for n in "abc")
    film = f"<figure><div class=video-player>{STILL}</div>{UNDER}</figure>"
    found = read(f"<div class=gallery>{pictures}{film}{pictures}</div>")
    assert [(caption.text, caption.count) for caption in found.article.captions] == [
        (f"Boat {n} on the river.", 2) for n in "abc"
    ]
    assert left_out(found) == [WORDS]


TITLE = "Two hundred leave the town by boat, and many more stand on the quay to see how the river rises"


def film(title: str) -> str:
    return f"<figure><div class=video-js><div class=video-item>{STILL}<p>{title}</p></div></div>{UNDER}</figure>"


def test_the_title_over_a_film_is_no_part_of_the_story() -> None:
    found = read_markup(f"<p>The quay was full.</p>{film(f'1:43 {TITLE}')}", "a")
    assert found is not None
    assert found.changes[1:] == (Change("player", WORDS), Change("player", f"1:43 {TITLE}"))
    assert found.article.body == ("The quay was full.",)


@pytest.mark.parametrize("written", [TITLE, f"1:43 {TITLE}. {TITLE}.", "Lasts 1:43 min"])
def test_what_is_written_in_a_film_and_may_be_no_title_is_not_taken(written: str) -> None:
    assert left_out(read(STORY + film(written))) == [WORDS]


def test_words_under_a_film_are_counted() -> None:
    film = f"<figure><video src=a></video>{UNDER}</figure>"
    assert Change("player", WORDS, count=2) in read(film * 2).changes


def test_a_stated_caption_does_not_stand_in_for_the_words_under_a_film() -> None:
    stated = '<script type="application/ld+json">{"@type": "NewsArticle", "image": {"caption": "Crowds on the quay"}}'
    shown = read(f"<figure><video src=a></video>{UNDER}</figure>", f"{stated}</script>")
    assert shown.article.captions == ()
    assert read("", f"{stated}</script>").article.captions == (Caption("Crowds on the quay"),)


FILM = f"<figure><video src='a'></video>{UNDER}</figure>"
XHTML = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>The quay was full.</p>{FILM}</body></html>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"title": "A day", "html": "<p>The quay was full.</p>FILM"}'),
        ("a.md", "# A day\n\nThe quay was full.\n\nFILM\n"),
        ("a.xml", '<rss version="2.0"><channel><title>P</title><item><title>A day</title><description>'
         "<![CDATA[<p>The quay was full.</p>FILM]]></description></item></channel></rss>"),
        ("b.json", '{"uri": "a", "type": "text", "versioncreated": "2017-03-22T14:05:00Z", "headline": "A day",'
         ' "body_xhtml": "<p>The quay was full.</p>FILM"}'),
        ("b.xml", "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g'><contentMeta>"
         "<headline>A day</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>XHTML"
         "</inlineXML></contentSet></newsItem>"),
        ("c.xml", "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>A day</HeadLine></NewsLines><ContentItem>"
         "<DataContent>XHTML</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_record_is_said(name: str, text: str) -> None:
    [found] = read_source(Source.of(name, text.replace("XHTML", XHTML).replace("FILM", FILM).encode()))
    assert isinstance(found, Reading), found
    assert (found.article.body, found.article.captions) == (("The quay was full.",), ())
    assert left_out(found) == [WORDS]


def test_a_newsletter_that_is_read_whole_leaves_out_no_film() -> None:
    outlook = "<!DOCTYPE html><html><head><!--[if mso]><x></x><![endif]--><title>A day</title></head><body>"
    [found] = read_source(Source.of("a.html", f"{outlook}<p>The quay was full.</p>{FILM}</body></html>".encode()))
    assert isinstance(found, Reading), found
    assert found.article.reader == "newsletter"
    assert (WORDS in found.article.body, left_out(found)) == (True, [])
