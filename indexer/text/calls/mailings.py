"""What a newsletter says to its subscriber around the articles: why it came, how to leave, where to see it better.

Each is a needle and a pattern, as `promotions.Call` has them, and takes the whole line.
"""

from __future__ import annotations

_BUTTONS = (
    # leaving, or changing what comes
    ("unsubscribe", r"(?:(?:click|tap)(?: here)? to |safely )?unsubscribe(?: (?:here|now|from .{3,40}))?"),
    ("unsubscribe", r"(?:change|update|manage|edit|set) (?:your |my )?.{3,40} or unsubscribe(?: here)?"),
    ("unsubscribe", r"unsubscribe ?[:|].{0,160}"),
    ("preferences", r"(?:change|update|manage|edit) (?:your |my )?(?:[\w-]+ ){0,2}preferences"),
    ("your subscription", r"(?:change|update|manage|edit|cancel) your subscriptions?"),
    ("to a friend", r"forward (?:this )?(?:(?:e-?mail|newsletter) )?to a friend"),
    ("abmelden", r"(?:hier |vom newsletter |newsletter )?abmelden"),
    ("abbestellen", r"(?:den |diesen )?newsletter abbestellen"),
    ("désinscrire", r"(?:se|me|vous) désinscrire(?: .{3,30})?"),
    ("désabonner", r"(?:se|me|vous) désabonner(?: .{3,30})?"),
    ("de baja", r"dar(?:se|me|te) de baja(?: .{3,30})?"),
    ("suscripción", r"(?:cancelar|gestionar|anular) (?:la |tu |su |mi )?suscripción"),
    ("disiscriviti", r"disiscriviti(?: .{3,30})?"),
    ("iscrizione", r"(?:annulla|cancella) (?:l['’]|la tua )iscrizione"),
    ("cancelar", r"cancelar (?:a |sua |minha )?(?:inscrição|subscrição|assinatura)"),
    ("uitschrijven", r"(?:hier )?uitschrijven(?: .{3,30})?"),
    ("afmelden", r"(?:hier )?afmelden(?: .{3,30})?"),
    ("avregistrera", r"avregistrera(?: .{3,30})?"),
    ("prenumeration", r"avsluta prenumeration(?:en)?"),
    ("afmeld", r"afmeld (?:nyhedsbrev\w*|dig .{3,30})"),
    ("avmeld", r"avmeld(?:ing)?(?: .{3,30})?"),
    ("wypisz", r"wypisz się(?: .{3,30})?"),
    ("отписаться", r"отписаться(?: .{3,30})?"),
    ("відписатися", r"відписатися(?: .{3,30})?"),
    ("abonelikten", r"abonelikten (?:çık|ayrıl)\w*"),
    ("配信停止", r".{0,12}配信停止.{0,12}"),
    ("退订", r".{0,8}退订.{0,8}"),
    # seeing it better
    ("browser", r"(?:view|read|open|see)(?: (?:this|it))?(?: [\w-]+)? in (?:your |a |the )?(?:web )?browser"),
    ("on the web", r"(?:view|read|open|see)(?: (?:this|it))?(?: [\w-]+)? on the web"),
    ("online", r"(?:view|read) (?:this |it )?(?:[\w-]+ )?online"),
    ("browser", r"(?:newsletter |e-?mail |diese e-?mail )?im browser (?:ansehen|anzeigen|öffnen|lesen)"),
    ("online", r"(?:online|onlineversion) (?:ansehen|anzeigen|lesen)"),
    ("navigateur", r"(?:voir|afficher|lire|ouvrir)(?: [\w' ’-]{2,30})? dans (?:votre |le |un |mon )?navigateur"),
    ("en ligne", r"(?:voir|afficher|lire|consulter) (?:la |cette |cet )?[\w-]+ en ligne"),
    ("navegador", r"(?:ver|abrir|veja|leer|ler)(?: [\w -]{2,30})? (?:en (?:el |tu |su )?|no |em seu )navegador"),
    ("browser", r"(?:visualizza|apri|leggi)(?: [\w' ’-]{2,30})? nel (?:tuo )?browser"),
    ("browser", r"(?:bekijk|lees|open)(?: [\w -]{2,30})? in (?:je |uw |de )?(?:web)?browser"),
    ("webbläsare", r"(?:visa|öppna|läs)(?: [\w -]{2,30})? i (?:din )?webbläsare\w*"),
    ("browser", r"(?:vis|se|åbn|læs)(?: [\w -]{2,30})? i (?:din )?browser\w*"),
    ("nettleser", r"(?:vis|se|åpne|les)(?: [\w -]{2,30})? i (?:din )?nettleser\w*"),
    ("przeglądarce", r"(?:zobacz|otwórz|wyświetl)(?: [\w -]{2,30})? w przeglądarce"),
    ("браузере", r"(?:открыть|посмотреть|просмотреть)(?: [\w -]{2,30})? в браузере"),
    ("tarayıcı", r"(?:[\w -]{2,30} )?tarayıcı\w* (?:görüntüle|aç)\w*"),
    ("ブラウザ", r".{0,12}ブラウザで(?:表示|見る|開く|読む).{0,10}"),
    ("浏览器", r".{0,6}浏览器中?(?:查看|打开|阅读).{0,8}"),
)

_SENTENCES = (
    ("because", r"you(?:['’]re| are| have)? receiv\w+ (?:this|these|our) (?:\w+ )?MAILs?\b.{0,30}\bbecause\b.{3,200}"),
    ("was sent", r"this MAIL was sent (?:to|by)\b.{3,160}"),
    ("to unsubscribe", r"(?:if you .{5,90},? )?(?:please )?(?:click|tap|reply|use)\b.{0,40}to unsubscribe\b.{0,80}"),
    ("to unsubscribe", r"to unsubscribe\b.{0,60}?,? (?:please )?(?:click|tap|visit|reply|use|go to|send)\b.{0,90}"),
    (
        "unsubscribe",
        r"you can (?:also )?(?:unsubscribe|change|update|manage)\b.{0,60}\b(?:at any time|here|anytime|below)"
        r"\b.{0,80}",
    ),
    (
        "forward",
        r"(?:(?:was|did|has) )?(?:this|someone|a friend)\b.{0,24}\bforward(?:ed)?\b(?: (?:this|it))?"
        r"(?: [\w-]+)? to you\b.{0,90}",
    ),
    (
        "viewing this",
        r"(?:(?:having|if you have|are you having) )?(?:trouble|problems?|difficult(?:y|ies)) viewing this"
        r"\b.{0,90}",
    ),
    ("address book", r"(?:please |to .{5,70},? )?add .{3,90} to your (?:address book|contacts)\b.{0,60}"),
    ("do not reply", r"(?:please )?do not reply to this (?:e-?mail|message|newsletter)\b.{0,90}"),
    (
        "erhalten",
        r"sie (?:erhalten|bekommen|haben)\b.{0,12}\bdiese[ns]? (?:e-?mail|newsletter|nachricht)"
        r"\b.{0,30}\b(?:weil|da|erhalten)\b.{0,160}",
    ),
    ("abmelden", r"(?:wenn|falls|möchten|wollen) sie .{5,90}\babmelden\b.{0,80}"),
    ("abzumelden", r"um sich .{3,60}\babzumelden\b.{0,90}"),
    ("dargestellt", r"(?:wird|sollte) (?:dieser|der|diese|die) (?:newsletter|e-?mail)\b.{0,60}\bdargestellt\b.{0,90}"),
    ("vous recevez", r"vous recevez (?:cet?|cette)\b.{0,30}\b(?:car|parce que|suite à)\b.{3,160}"),
    ("vous avez reçu", r"vous avez reçu (?:cet?|cette) (?:e-?mail|newsletter|message|courriel)\b.{0,160}"),
    (
        "porque",
        r"(?:(?:ha )?recib\w+|recebe\w*|você (?:está )?receb\w+)\b.{0,12}\b(?:este|esta)"
        r" (?:e-?mail|correo|mensaje|boletín|mensagem|newsletter)\b.{0,30}\bporque\b.{3,160}",
    ),
    ("ricevi questa", r"ricevi questa (?:e-?mail|newsletter)\b.{0,160}"),
    ("hai ricevuto", r"hai ricevuto questa (?:e-?mail|newsletter)\b.{0,160}"),
    ("omdat", r"(?:u|je) (?:ontvangt|krijgt) deze (?:e-?mail|nieuwsbrief|mail)\b.{0,20}\bomdat\b.{3,160}"),
    (
        "nyhetsbrev",
        r"du (?:får|mottar|mottager) (?:detta|dette|denne)\b.{0,40}\b(?:eftersom|fordi|för att|da)"
        r"\b.{3,160}",
    ),
    ("nyhedsbrev", r"du (?:får|modtager) dette\b.{0,40}\b(?:fordi|da)\b.{3,160}"),
    ("otrzymujesz", r"otrzymujesz (?:tę|ten|to)\b.{0,30}\bponieważ\b.{3,160}"),
    ("вы получ", r"вы получ\w+ (?:это|эту|данн\w+) (?:письмо|рассылку)\b.{0,160}"),
)  # fmt: skip

_MAIL = r"(?:e-?mail|newsletter|message|mailing|alert)"
_LINE = r"^(?!.{80})\W*"
_SENTENCE = r"^(?!.{320})\W*"

CALLS: tuple[tuple[str, str], ...] = (
    *((needle, rf"{_LINE}(?:{pattern})\W*$") for needle, pattern in _BUTTONS),
    *((needle, rf"{_SENTENCE}(?:{pattern.replace('MAIL', _MAIL)})$") for needle, pattern in _SENTENCES),
)
"""Needles, and patterns that ignore case."""
