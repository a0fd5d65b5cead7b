"""What kind of line is this? Judged by the line's own wording; `blocks` judges by its neighbours.

A verdict names the kind, the rule that gave it, and what is to be kept of the line: a caption, a credit, or nothing.
None, the usual answer, means that the line is the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from indexer.article import Caption
from indexer.text import captions, credits, words

Kind = Literal["caption", "credit", "ad", "share", "stale", "nav"]

_SHORT = 130
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a line leaves the body, and what it becomes."""

    kind: Kind
    rule: str
    caption: Caption | None = None
    credit: str | None = None


_STALE = re.compile(
    r"\W*(?:this (?:article|story|content|post) (?:is|was published) (?:more than|over) (?:\w+ ){1,3}(?:old|ago)|this article was (?:first )?published more than .{2,20} ago|"
    r"dieser artikel ist (?:mehr als|über) .{2,20} alt|cet article (?:date de|a été publié il y a) plus d.{2,24}|este artículo (?:tiene|se publicó hace) más de .{2,24}|"
    r"este artigo (?:tem|foi publicado há) mais de .{2,24}|questo articolo (?:ha|è stato pubblicato) più di .{2,24}|dit artikel is (?:meer dan|ouder dan) .{2,20}|"
    r"denne (?:artikkelen|artikkel|saken) er (?:over|mer enn) .{2,20} gammel|den här artikeln är (?:mer än|över) .{2,20} gammal|denne artikel er (?:over|mere end) .{2,20} gammel|"
    r"(?:tämä )?(?:juttu|artikkeli) on (?:yli|julkaistu yli) .{2,24}|ten artykuł ma (?:ponad|więcej niż) .{2,24}|tento článek je starší (?:více )?než .{2,20}|"
    r"этой статье (?:более|больше) .{2,20}|本文发布于.{1,12}年前|この記事は.{1,10}年以上前に.{2,20}|이 기사는 .{1,12} 이상 지난 기사입니다)\W*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:<!\W*|\W*//\W*[–-]+>?|\W*-->\W*|\{[\w.]+\}|\[(?:pullquote|image|video|embed|caption|gallery|related|ad)\]|poster=\S+|&nbsp;|\{\{.{1,60}\}\})$|"
    r"/\* ?\]\]>|\bdocument\.(?:write|getElement)|\}\s?catch\s?\(|\bfunction\s?\(\w*\)\s?\{|\bgoogletag\.|window\.\w+\s?=|\bvar \w+\s?=.{0,60};",
)
_HASHTAGS = re.compile(r"(?:#[^\s#]+\s*)+$")
_CRUMBS = re.compile(r"[^.!?>›»«]{1,40}(?:\s[>›]\s?[^.!?>›»«]{1,40}){1,5}$|[^.!?>›»«]{1,40}\s›$")
_TAGS = re.compile(
    r"(?:tags?|filed under|published under|posted (?:in|under)|topics?|this article tagged under|themen|schlagwörter|schlagworte|mots-clés|etiquetas|más temas|temas|tagi|"
    r"теги|темы|тегі|etiketler|标签|キーワード|タグ|태그|từ khóa|ämnen|emneord|asiasanat|štítky|archivado en|keywords?)\s?[:#：]",
    re.IGNORECASE,
)
_ENDS_WITH_LINK = re.compile(r"\S.{10,220}[\s.!?”’\"]\s?(?:read more|continue reading|weiterlesen|lire la suite|leer más|leia mais|leggi tutto|lees meer|czytaj więcej|читать далее|devamı)\W*$", re.IGNORECASE)
_CLICK = re.compile(
    r"(?:please\s)?click here\b.{0,120}$|(?:click|tap) (?:here )?(?:for|to) (?:more|get|read|view|see|watch|listen|subscribe|sign|join|download|learn|find)\b.{0,120}$|"
    r"visit .{2,40} homepage for more stories\.?$|just watched\b.+\bmust watch\b.*$|(?:get|download) the .{2,30}\bapp\b.{0,30}$|full coverage: .{2,80}$|"
    r"(?:find|see|read|view) (?:more|all|the latest) .{2,40}\b(?:here|at https?://\S+)\.?$|find .{2,40} at https?://\S+$|"
    r"(?:you can )?(?:read|watch|find|see) (?:his|her|the|their|more|all)\b.{0,50}\b(?:full |complete )(?:testimony|statement|story|article|interview|report|speech|letter|transcript)(?: here)?\.?$|"
    r"to read the (?:rest|full) .{5,120}\bclick here\W*$|(?:for more|see more|more) (?:stories|news|coverage|videos?|photos?)\b.{0,60}(?:click|visit|here|at)\b.{0,60}$|"
    r".{3,60} can be (?:seen|heard|watched) on .{2,80}$|(?:for|to see|to hear) the full (?:interview|story|report)\b.{3,120}$|"
    r"slide ?show:? ?(?:\(.{2,20}\)|.{0,60})$|nachrichten .{2,40} finden sie hier\.?$|mehr .{2,50} finden sie hier\.?$",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?:please )?(?:follow|like|find|join) (?:us|me|him|her|them|@\w+|[A-Z][\w.'’-]*(?:,? (?:and |& )?[A-Z@][\w.'’-]*){0,6})\s?(?:on|at|:)?\s?(?:twitter|facebook|instagram|x\b|youtube|social|https?:).{0,160}$|"
    r"follow @\w+.{0,80}$|(?:read or )?share this (?:story|article)\b.{0,300}$|.{0,80}\bsharing options\b.{0,160}$|share (?:the|all) .{2,60}$",
    re.IGNORECASE,
)
_TRIGGERS = (
    "newslett", "interest", "first to hear", "failed to load", "your website or blog", "getaway", "journalism", "supporter", "sign-up", "loaded yet", "logged in", "gallery will", "enjoyed this", "our team", "daily", "weekly", "inbox", "subscri", "sign up", "signing up", "signed up", "follow", "click", "nl.", "privacy policy", "download", "app", "podcast",
    "donat", "reader-supported", "reader supported", "membership", "become a member", "unlimited access", "free trial", "paywall", "postfach", "abonn", "anmeld",
    "suscr", "boletín", "assin", "inscrev", "iscriv", "nieuwsbrief", "bülten", "подпи", "підпи", "рассылк", "telegram", "whatsapp", "اشترك", "عضو", "הירשמו",
    "क्लिक", "फ़ॉलो", "फॉलो", "फेसबुक", "फ़ेसबुक", "डाउनलोड", "ट्विटर", "订阅", "关注", "扫码", "公众号", "登録", "フォロー", "구독", "ดาวน์โหลด", "ติดตาม", "đăng ký", "theo dõi", "langganan",
    "ikuti", "prenumer", "tilaa", "odběr", "zapisz się", "feliratk", "εγγραφ", "cookie", "einwilligung", "browser", "javascript", "comment", "spende", "@", "ebook",
    "öffnet", "opens in", "(m/w", "abone", "réservé", "comentá", "dúvidas", "ads and", "advert", "netiquette", "leser*innen", "werbung", "annons", "kommentar", "conversation", "promotion", "advisor", "quiz", "vote",
)
_PROMO = re.compile(
    r"\b(?:delivered|straight|sent|direct(?:ly)?|stories|updates?|news|columns|email) (?:\w+ ){0,8}?(?:to|in|into) your (?:inbox|phone|email)|\bin your inbox\b|"
    r"\bsign(?:ing)? up (?:for|to|here|now|with|today)\b.{0,90}\b(?:newsletters?|emails?|updates?|alerts?|briefing|here|app|club|action|inbox|subscriptions?|premium|free)\b|\bsubscribe (?:now|today|here|to (?:our|the|my)|for (?:free|more|just|as))\b|\b(?:newsletter|news letter) sign[- ]?up\b|"
    r"\bby (?:signing up|subscribing|providing your email|clicking|submitting)\b.{0,80}\b(?:agree|consent|acknowledge|receive)|\b(?:our|free|daily|weekly|morning|opinion) (?:\w+ ){0,3}newsletters?\b.{0,40}$|"
    r"\bfollow (?:us|me|our)\b.{0,50}\b(?:on|at) (?:twitter|facebook|instagram|x|youtube|telegram|whatsapp)|\bjoin us on (?:twitter|facebook|whatsapp|telegram)|"
    r"\bclick here\b.{0,40}\b(?:subscribe|sign|download|get|join|read|for)\b|\bdownload (?:our|the) .{0,30}app\b|\badd .{2,60} as an interest to stay up to date\b|\bsomething to consider if you enjoyed this article\b|"
    r"\b(?:support|help support|donate to|contribute to) .{0,60}\b(?:journalism|newsroom|independent media)\b|\b(?:become a|join .{2,30} as a) (?:member|subscriber|supporter)\b|"
    r"\bthank you for (?:signing up|subscribing|supporting|reading .{2,30}free)|\bsubscribe now for as little as\b|\binterested in more newsletters\b|\bplease verify you're not a robot\b|"
    r"\byou(?:'ve| have) successfully subscribed\b|\bnot loaded yet, but your article continues\b|\blogged in to (?:join|comment|post)\b|\bcommitted to maintaining a lively but civil forum\b|"
    r"\b(?:your source for|support) credible journalism\b|\bsave my name, email,? and website\b|\bplease read our comment policy\b|\bwe use your sign-?up to provide content\b|\bwould you like to comment on this article\b|"
    r"\bvideo has failed to load\b|\bsee other videos from our team\b|\bsuggestions\? tips\? we want to hear\b|\bemail sign up by signing\b|\btreated to special offers, promotions,? and adverts\b|\bannual subscription to\b|"
    r"\bbe the first to hear about\b|\bmay receive (?:occasional )?promotional\b|\bwe employ humans to generate\b|\bplan your next getaway with\b|\bfind this story in my bookmarks\b|\bconnect with (?:us|a (?:financial )?advis[eo]r)\b|"
    r"\bfree tool can help find a licensed professional\b|\b(?:vote (?:here|now)[.!]?|vote (?:now )?in (?:urgent )?poll)$|^urgent(?: poll)?:|\bto respond to a column\b|\bread diverse opinions from our board\b|"
    r"\bsubscribe to (?:our|the) .{0,40}\b(?:print|digital|newsletter|podcast)\b|\bget (?:our|the) (?:top|latest|best|daily)\b.{0,70}\b(?:newsletter|inbox|phone|stories|app|news)\b|"
    # de
    r"\bnewsletter\b.{0,60}\b(?:anmelden|abonnieren|bestellen|stimme ich|freizeit\w*)|\bmit der anmeldung willige|\bmit meiner anmeldung\b|\b(?:jetzt|hier) (?:kostenlos |gratis )?(?:anmelden|abonnieren|bestellen|testen)\b|\bdie kommentarfunktion unter\b|"
    r"\bum (?:eingebettete|externe) inhalte (?:anzuzeigen|zu)|\bbin damit einverstanden, dass mir externe inhalte|\bfinden sie externen inhalt|\bhalten sie sich an unsere netiquette|\b(?:nur|nicht) als eingeloggter?\b|\bschicken sie uns gerne eine e-mail\b|"
    r"\binhaltliche rückmeldungen hinterlassen\b|\bhier können sie unsere .{2,30}podcasts? hören\b|\bhier geht es zu(?:m|r)? .{2,60}\bbei amazon\b|\bsind sie eingeloggt|\bprobleme beim kommentieren\b|\bpresse-?freiheit.{0,40}spende|\bdeine spende\b|\bunterstütze .{0,60}\bspende\b|\bimmer informiert bleiben: klicken\b|\bversandverfahren und zu ihren widerruf|"
    # fr
    r"\babonnez-vous\b|\binscrivez-vous\b.{0,60}\b(?:newsletter|lettre)|\bsuivez-nous\b|\b(?:la suite|cet article|article) est réservée? (?:aux|à nos) abonnés|\bil vous reste .{1,8} de cet article\b|\brecevez .{0,60}\b(?:newsletter|boîte mail|e-mail)|"
    # es pt it
    r"\bsuscríbe(?:te|se) (?:a|al|aquí|gratis|para)\b|\bsíguenos en\b|\brecib[ae] .{0,40}\b(?:boletín|newsletter|correo)|\bclic aquí para (?:suscrib|recib|leer)|\bassine (?:já|agora|a|o|nossa|nosso)\b.{0,50}\b(?:newsletter|boletim|jornal|folha|conteúdo)|\binscreva-se\b|"
    r"\bsiga-?nos (?:no|em)\b|\breceba (?:em|no) seu e-?mail\b|\bdeixe suas? (?:dúvidas|opinião|comentário)|\bclique aqui (?:e|para)\b|\biscriviti (?:alla|qui|al)\b|\bseguici su\b|\babbonati (?:a|per|ora)\b|"
    # nl sv no da fi
    r"\bschrijf je in voor\b|\bmeld je aan voor\b|\bvolg ons op\b|\bprenumerera på\b.{0,40}\bnyhetsbrev|\banmäl dig till\b|\bfølg oss på\b|\bmeld deg på\b|\btilmeld dig\b|\bfølg os på\b|\btilaa .{0,30}uutiskirje|\bseuraa meitä\b|"
    r"\bnettstedet du nå besøker blir i stor del finansiert\b|\bvelger selv om du ønsker å endre dine innstillinger\b|\beier nettstedene\b|"
    # pl cs hu ro el tr
    r"\bzapisz się (?:na|do)\b.{0,40}newsletter|\bśledź nas na\b|\bsubskrybuj\b|\bautomatycznie wyświetlimy artykuł\b|\bpozostało jeszcze .{1,6} artykułu|\bpřihlaste se k odběru\b|\bsledujte nás na\b|\biratkozz(?:on)? fel\b|\bkövess(?:en)? minket\b|"
    r"\babonați-vă\b|\bînscrie-te la\b|\burmăr(?:iți|ește)-ne pe\b|\bεγγραφείτε (?:στο|στη)|\bακολουθήστε μας\b|\bbültenimize\b|\bbizi .{0,30}takip edin\b|\babone ol(?:mak|un)\b|\babonelere sunulan\b|"
    # ru uk
    r"\bподп(?:исывайтесь|ишитесь) на\b|\bпідп(?:исуйтесь|ишіться) на\b|\bпросим соблюдать правила\b|\bчитайте нас в\b|\bчитайте нас у\b|\bнаш(?:его|ему)? (?:телеграм|telegram)|"
    # ar fa he hi
    r"اشترك (?:في|الآن)|تابعونا على|حم[ّ]?ل التطبيق|تابعنا على|عضو شوید|ما را در .{2,30} دنبال کنید|הירשמו ל|עקבו אחרינו|(?:यहां|यहाँ) (?:क्लिक|डाउनलोड)|क्लिक (?:करें|कर सकते हैं)|(?:फ़ॉलो|फॉलो) (?:भी )?कर|ट्विटर पर भी|हमें\s+(?:फ़ेसबुक|फेसबुक)|(?:फ़ेसबुक|फेसबुक) पन्ने|^(?:फ़ेसबुक|फेसबुक)(?: और)?\s?$|^ट्विटर(?: पर)?\s?$|एंड्रॉएड ऐप के लिए|"
    # zh ja ko th vi id
    r"(?:扫码|长按|点击).{0,16}(?:关注|订阅|下载|二维码)|关注.{0,12}(?:公众号|微信)|订阅.{0,10}(?:通讯|电子报)|メルマガ.{0,10}登録|(?:会員|メール).{0,8}登録.{0,20}(?:こちら|ください)|を?フォローする$|初割|無料体験|구독.{0,10}(?:하세요|눌러|신청)|좋아요를 눌러|요약해서 빠르게 읽|"
    r"ติดตาม.{0,30}(?:ได้ที่|เพจ|ไลน์)|ดาวน์โหลด.{0,20}แอป|đăng ký (?:nhận|theo dõi)|theo dõi .{0,30}\btrên (?:facebook|zalo|youtube|google)|ikuti (?:kami|berita|update).{0,40}\bdi\b|\blangganan .{0,20}(?:newsletter|sekarang)|"
    # everywhere
    r"\bjavascript\b.{0,40}\b(?:enable|aktivieren|activ|ativ|включ)|\b(?:enable|aktivieren sie|activez|please enable) javascript|\byour browser does not support\b|\bhow much do you know about\b.{0,80}\bquiz\b|\bcookies?\b.{0,60}\b(?:accept|consent|preferences|einstellungen)\b|^sound the gallery will resume|\bcopy this code to your website or blog$|\((?:öffnet im neuen fenster|opens in (?:a )?new (?:window|tab))\)$|\(m/w/d(?:iv)?\)",
    re.IGNORECASE,
)


@cache
def _linking() -> re.Pattern[str]:
    return re.compile(rf"[^\w(]{{0,5}}(?:{words.alternatives('LINKING')})(?:\s\w+){{0,2}}?\s?(?:[:：|»→]|>>)\s?(?P<title>\S.*)$", re.IGNORECASE)


@cache
def _linking_words() -> re.Pattern[str]:
    """Prefixes of two words and more say what they are without a colon ("Lesen Sie auch Wahlkampf in Hessen")."""
    several = "|".join(sorted((re.escape(p).replace(r"\ ", r"\s") for p in words.words_of(words.LINKING) if " " in p and p not in _MEANT_OTHERWISE), key=len, reverse=True))
    return re.compile(rf"[^\w(]{{0,5}}(?:{several})\s(?P<title>\S.*)$", re.IGNORECASE)


_MEANT_OTHERWISE = frozenset(
    ("live updates", "in pictures", "in the news", "más información", "click here", "watch now", "now watch", "must read", "more from", "more on", "full coverage", "don't miss", "go deeper", "recommended reading",
     "further reading", "a lire", "à lire", "à voir", "по теме", "за темою", "ver más", "haberin devamı", "> >", "ilgili haber", "check out", "interactive calendar", "click for more")
)


def judge(line: str) -> Verdict | None:
    """What this line is by its own wording; None for the story.

    >>> judge("Advertisement").kind, judge("Share this article").kind, judge("This article is more than 2 years old").kind
    ('ad', 'share', 'stale')
    >>> judge("The minister shared this with reporters.") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    short = len(line) <= _SHORT
    if short and (verdict := _labelled(line)):
        return verdict
    if (name := credits.standalone(line)) is not None:
        return Verdict("credit", "credit", credit=name)
    if (found := captions.read(line)) is not None:
        return Verdict("caption", found[1], found[0])
    if _CODE.search(line):
        return Verdict("nav", "code")
    return _linked(line) or promoted(line)


def _labelled(line: str) -> Verdict | None:
    key = words.key(line)
    if captions.is_label(line):
        return Verdict("caption", "picture-label")
    if (key in words.phrases("AD") or key.removesuffix(" 0") in words.phrases("AD")) and not _is_sentence(line):
        return Verdict("ad", "ad-label")
    halves = key.split()
    if len(halves) % 2 == 0 and " ".join(halves[: len(halves) // 2]) in words.phrases("AD") and halves[: len(halves) // 2] == halves[len(halves) // 2 :]:
        return Verdict("ad", "ad-label")
    if key in words.phrases("SHARE"):
        return Verdict("share", "share-label")
    if key in words.phrases("NAV"):
        return Verdict("nav", "nav-label")
    if _STALE.match(line):
        return Verdict("stale", "stale")
    parts = re.findall(r"[\w+-]+", line.lower())
    if len(parts) > 1 and len(set(parts) & words.NETWORKS) == len(set(parts)) and set(parts) & _NETWORK_NAMES:
        return Verdict("share", "share-bar")
    if _HASHTAGS.match(line):
        return Verdict("share", "hashtags")
    if _TAGS.match(line) and not _is_sentence(line):
        return Verdict("nav", "tags")
    if _CRUMBS.match(line):
        return Verdict("nav", "breadcrumb")
    return None


_NETWORK_NAMES = frozenset("facebook twitter whatsapp pinterest linkedin reddit tumblr flipboard telegram messenger share email facebooktwitter".split())


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "?", "。")) and len(line) > 60


_GLUED_TITLE = re.compile(r"[A-Z][^:.!?]{2,40}:(?=[A-Z])(?!\S*//)\S+(?:\s\S+){5,}$")


def _linked(line: str) -> Verdict | None:
    """A line that leads to another article."""
    if len(line) > 400:
        return None
    if 35 < len(line) < 170 and not line.endswith((".", ":")):
        if _GLUED_TITLE.match(line):
            return Verdict("nav", "link")
    if _CLICK.match(line) or _FOLLOW.match(line):
        return Verdict("nav" if _CLICK.match(line) else "share", "link")
    if len(line) <= 260 and _ENDS_WITH_LINK.match(line):
        return Verdict("nav", "link")
    for pattern in (_linking(), _linking_words()):
        found = pattern.match(line)
        if found and captions.sentences(found["title"]) <= 1 and not _starts_lower(found["title"]):
            return Verdict("nav", "link")
    return None


def _starts_lower(title: str) -> bool:
    return title[:1].islower()


def promoted(line: str) -> Verdict | None:
    """A newsletter's sign-up, a plea for followers, members or money."""
    low = line.lower()
    if not any(trigger in low for trigger in _TRIGGERS):
        return None
    found = _PROMO.search(line)
    if found is None:
        return None
    # In a long line the call must be most of what the line says: a reporter may well write about newsletters.
    if len(line) > 260 and captions.sentences(line[: found.start()]) > 2:
        return None
    return Verdict("share", "promotion")
