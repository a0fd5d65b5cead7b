"""Calls that gates, players and buttons make in one of many forms: with a number, a network's name or a verb's ending.

The tables of `words` hold buttons word for word, `promotions` the pleas of newsletters and boxes. Here is what stands
at a page's gates in the languages that newspapers are written in: reading times, "share on", "follow our channel",
"already a subscriber?", "found a mistake?", the app, the player, the advertisement that the story goes on after, where
a feed's article appeared first, and the rights that are reserved. Each is a needle and a pattern, as `promotions.Call`
has them, and takes the whole line.
"""

from __future__ import annotations

_MINUTES = (
    r"(?:min(?:s|\.)?|minutes?|minuten|minut[aioyeě]?|minutos?|minuti|minuutti?a?|minuter|minutter|mínútur|perc|"
    r"мин(?:\.|ут[аыи]?)?|хв(?:\.|илин[аи]?)?|dakika|dk\.?|λεπτ[άό]|دقائق|دقيقة|دقیقه|דקות|मिनट|মিনিট|分钟|分鐘|分|분|phút|"
    r"menit|minit|นาที)"
)
_AFTER = rf"\s?[:：·|–-]?\s?\(?(?:ca\.? |~|< ?|≈ ?)?\d{{1,3}}\s?{_MINUTES}\b.{{0,14}}$"
_READING = (
    "reading time", "read time", "time to read", "estimated read", "listening time", "lesezeit", "lesedauer",
    "tiempo de lectura", "tiempo estimado de lectura", "tempo di lettura", "tempo de leitura", "temps de lecture",
    "leestijd", "lästid", "lesetid", "læsetid", "lukuaika", "czas czytania", "doba čtení",
    "čas čítania", "olvasási idő",
    "timp de citire", "timp de lectură", "време за четене", "vrijeme čitanja", "vreme čitanja", "время чтения",
    "время на чтение", "час читання", "час на читання", "okuma süresi", "χρόνος ανάγνωσης",
    "وقت القراءة", "مدة القراءة",
    "زمان مطالعه", "זמן קריאה", "阅读时间", "閱讀時間", "読了時間", "thời gian đọc", "waktu baca", "masa membaca",
)  # fmt: skip
_READ_LAST = (
    ("min read", "read"), ("minute read", "read"), ("mins read", "read"), ("min listen", "listen"),
    ("min watch", "watch"),
    ("minute listen", "listen"), ("lesezeit", "lesezeit"), ("lektüre", "lektüre"), ("de lectura", "lectura"),
    ("di lettura", "lettura"), ("de leitura", "leitura"), ("de lecture", "lecture"), ("чтения", "чтения"),
    ("читання", "читання"),
)  # fmt: skip

_NETWORKS = (
    "facebook", "twitter", "whatsapp", "telegram", "viber", "instagram", "linkedin",
    "pinterest", "reddit", "messenger",
    "google", "youtube", "tiktok", "threads", "bluesky", "mastodon", "вконтакте", "одноклассник",
    "телеграм", "вайбер", "фейсбук", "твиттер", "інстаграм", "инстаграм", "ютуб", "вотсап", "дзен", "فيسبوك", "تويتر",
    "واتساب", "تلغرام", "تليغرام", "تلگرام", "फेसबुक", "ट्विटर", "व्हाट्सएप", "व्हाट्सऐप",
    "टेलीग्राम", "টেলিগ্রাম", "ফেসবুক",
    "হোয়াটসঅ্যাপ", "微信", "微博", "페이스북", "트위터", "카카오톡", "카카오스토리",
)  # fmt: skip
_SHARING = (
    r"(?:share|sharing|post|send|tweet|teilen|teile|posten|versenden|verschicken|partager|partagez|envoyer|compartir|"
    r"comparte|enviar|compartilhar|compartilhe|partilhar|partilhe|condividi|condividere|invia|delen|deel|dela|del|jaa|"
    r"lähetä|udostępnij|wyślij|sdílet|sdílejte|poslat|zdieľať|zdieľaj|poslať|megosztás|megosztom|küldés|distribuie|"
    r"distribuiți|trimite|сподели|споделете|изпрати|podijeli|podeli|pošalji|deli|dalintis|dalīties|jaga|shpërndaje?|"
    r"поделиться|поделитесь|отправить|поделись|поділитися|поділитись|надіслати|paylaş|gönder|κοινοποίηση|μοιραστείτε|"
    r"شارك|مشاركة|أرسل|اشتراک(?:‌گذاری)?|ارسال|שתפו?|שליחה|शेयर|साझा|শেয়ার|பகிர்|แชร์|分享到?|シェア|공유(?:하기)?|보내기|"
    r"chia sẻ|gửi|bagikan|kirim|kongsi|sambaza|deila)"
)
_FOLLOWING = (
    r"(?:follow|join|find|like|subscribe|connect|add|folgen?|abonnier\w*|suivez|suivre|rejoignez|abonnez|retrouvez|"
    r"sigue|síguenos|sígueme|seguir|únete|suscríbete|encuéntranos|siga|sigam|segue|junte|inscreva|participe|seguici|"
    r"segui|iscriviti|unisciti|volg|följ|følg|seuraa|liity|obserwuj|śledź|polub|dołącz|sledujte|pripojte|připojte|"
    r"kövess\w*|csatlakozz\w*|iratkozz\w*|urmărește|urmăriți|abonează|alătură|последвай\w*|следвайте|присъедин\w*|"
    r"харесай\w*|pratite|zapratite|pridružite|sledite|sekite|prenumeruokite|seko|jälgi|ndiqni|ndiqe|подпис\w*|подпиш\w*|"
    r"читайте|следите|присоедин\w*|вступай\w*|підпис\w*|підпиш\w*|долуч\w*|приєдну\w*|стежте|слідкуй\w*|takip|abone|"
    r"katıl\w*|ακολουθήστε|γίνετε|تابع\w*|انضم\w*|اشترك\w*|دنبال|بپیوندید|עקבו|הצטרפו|फॉलो|जुड़|जॉइन|सब्सक्राइब|ফলো|"
    r"পেতে|ติดตาม|关注|關注|订阅|訂閱|フォロー|구독|팔로우|theo dõi|đăng ký|ikuti|gabung|bergabung|langgan|sertai)"
)
_TO = (
    r"(?:this|that|article|story|post|page|on|via|by|to|in|with|using|den|diesen|artikel|beitrag|auf|über|per|mit|bei|cet|"
    r"l|sur|par|avec|à|cette|este|esta|artículo|noticia|nota|en|por|con|a|al|o|artigo|notícia|no|na|pelo|pela|com|questo|"
    r"articolo|su|tramite|dit|op|met|på|av|til|med|i|denne|artikkelen|artiklen|artikkeli|do|w|przez|v|ve|na|ez|a|cikk|pe|"
    r"prin|acest|articol|във|в|на|у|через|статью|статтю|новостью|u|preko|ovaj|članak|per|ar|ile|haberi|στο|μέσω|στο|على|"
    r"عبر|في|در|به|ב|ל|पर|में|को|करें|करे|trên|qua|ke|di|lewat|our|unser\w*|notre|nuestr\w*|noss[oa]|nostr[oa]|onze?|vår|"
    r"vores|nasz\w*|naš\w*|наш\w*|bizim|channel|page|group|kanal\w*|seite|gruppe|chaîne|groupe|canal\w*|página|grupo|"
    r"pagina|gruppo|kanaal|groep|sida|side|kanava\w*|kanał\w*|profil\w*|stron\w*|stránk\w*|skupin\w*|csatorn\w*|"
    r"oldal\w*|csoport\w*|канал\w*|страниц\w*|групп?\w*|сторінк\w*|спільнот\w*|сообществ\w*|قناتنا|قناة|صفحتنا)"
)
_ON_A_NETWORK = (
    rf"^(?!.{{160}})\W*(?:{_SHARING}GAP(?:{_TO}\W{{1,2}}){{0,3}}NAME\w*(?:\W{{1,2}}{_TO}){{0,2}}|"
    rf"NAME\w*(?:\W{{1,2}}{_TO}){{0,2}}\W{{0,2}}{_SHARING}(?:\W{{1,2}}{_TO}){{0,1}}|"
    rf"{_FOLLOWING}(?![\w’'-])(?:\W{{1,3}}[\w’'-]+){{0,7}}?\W{{1,3}}{_TO}\W{{1,2}}NAME\w*(?:\W{{1,3}}[\w’'.@-]+){{0,3}}|"
    rf"(?:[\w’'-]+\W{{1,3}}){{0,3}}?NAME\w*(?:\s(?:news|haberler))?(?:['’]\w+)?(?:\W{{1,3}}{_TO}){{0,2}}GAP{_FOLLOWING}(?:\s\w+){{0,1}})\W*$"
)


def _gap(name: str) -> str:
    """What parts a verb from a network's name: nothing, where words aren't parted."""
    return r"\W{0,3}" if name > "\u2e80" else r"\W{1,3}"


_OURS = (
    r"(?:our|unser\w*|notre|nos|nuestr\w*|noss[oa]s?|nostr[oaie]|onze?|vår\w*|vores|nasz\w*|naš\w*|наш\w*|нашия|"
    r"bizim|μας|קבוצ\w+|ערוץ|ہمارے|हमारे|আমাদের|我们|我們|kami|chúng tôi)"
)
_CHANNELS = (
    "channel", "kanal", "chaîne", "canal", "kanaal", "kanava", "kanał", "csatorn", "канал",
    "κανάλι", "قناتنا", "کانال",
    "चैनल", "চ্যানেল", "fanpage", "страниц", "сторінк", "сообществ", "спільнот", "newsletter", "рассылк", "розсилк",
)  # fmt: skip
_OUR_CHANNEL = rf"{_FOLLOWING}\b.{{0,40}}{_OURS}\b.{{0,60}}$"

_WHOLE: tuple[tuple[str, str], ...] = (
    # gates
    ("already a", r"already a (?:subscriber|member)\b.{0,50}"),
    ("already have an account", r".{0,20}\balready have an account\b.{0,40}"),
    ("bereits", r"(?:sie sind |schon )?bereits (?:abonnent|registriert|kunde|mitglied|angemeldet)\w*\b.{0,40}"),
    ("sie haben", r"sie haben (?:schon|bereits) ein (?:\w+-?)?abo\w*\b.{0,50}"),
    ("déjà", r"(?:vous êtes |tu es )?déjà (?:abonné|inscrit|membre)\w*\b.{0,50}"),
    ("suscriptor", r"¿?\W*(?:ya )?(?:eres|es) (?:ya )?suscriptor\w*\b.{0,50}"),
    ("suscriptor", r"(?:artículo|contenido|nota|noticia) (?:exclusiv\w|solo|sólo|"
     r"disponible) .{0,16}\bsuscriptores.{0,40}"),
    ("assinante", r"(?:já é|é) assinante\b.{0,50}"),
    ("assinante", r"(?:conteúdo|matéria|artigo|acesso) (?:exclusiv\w|restrit\w) .{0,16}\bassinantes.{0,40}"),
    ("abbonat", r"(?:sei già abbonat\w|hai già un abbonamento)\b.{0,50}"),
    ("abbonati", r"(?:contenuto|articolo) (?:riservato|esclusivo|per|solo) .{0,16}\babbonati.{0,40}"),
    ("abonnés", r"(?:contenu|article|accès) (?:réservé|exclusi\w+|pour) .{0,20}\babonnés.{0,40}"),
    ("abonnenten", r"(?:nur|exklusiv|dieser \w+ ist) .{0,24}\babonnenten.{0,40}"),
    ("abonnee", r"(?:al|bent u al|ben je al|alleen voor|exclusief voor) (?:een )?abonnees?\b.{0,50}"),
    ("prenumerant", r"(?:redan|är du redan) prenumerant\b.{0,40}"),
    ("abonnent", r"(?:allerede|er du(?: allerede)?) abonnent\b.{0,40}"),
    ("tilaaja", r"(?:oletko|jo) (?:jo )?tilaaja\b.{0,40}"),
    ("masz już", r"masz już (?:konto|subskrypcję|prenumeratę)\b.{0,50}"),
    ("předplat", r"(?:máte|jste) (?:již|už|náš) .{0,20}\bpředplat\w+\b.{0,40}"),
    ("predplat", r"(?:máte|ste) (?:už|naším|naším) .{0,20}\bpredplat\w+\b.{0,40}"),
    ("subscribers only", r"(?:this )?.{0,30}(?:is )?(?:for|available to) (?:paying )?subscribers only.{0,40}"),
    ("only for", r"this (?:article|story|content) is .{0,20}\bonly for (?:our )?(?:subscribers|members)\b.{0,40}"),
    ("subscriber-only", r".{0,30}\bsubscriber-only (?:article|content|story|newsletter).{0,40}"),
    ("会員限定", r".{0,16}会員限定.{0,16}"),
    ("有料記事", r".{0,16}有料記事.{0,20}"),
    ("残り", r"残り\W{0,3}\d[\d,]*\W{0,3}文字.{0,20}"),
    ("会員登録", r".{0,24}会員登録.{0,16}"),
    # mistakes and opinions
    ("error", r"(?:found|spotted|see|report|notice) (?:an?|any) (?:error|mistake|typo)\b.{0,80}"),
    ("mistake", r"(?:found|spotted|see|notice) a mistake\b.{0,80}"),
    ("typo", r"(?:found|spotted|see|report|notice) a typo\b.{0,60}"),
    ("correction", r"(?:send|submit|request|suggest) (?:us )?a correction\b.{0,40}"),
    ("fehler", r"(?:haben sie )?(?:einen )?(?:inhaltlichen |rechtschreib)?fehler (?:gefunden|entdeckt|"
     r"melden|im text)\b.{0,60}"),
    ("erreur", r"(?:une|signaler une|vous avez (?:repéré|trouvé|remarqué) une) erreur\b.{0,60}"),
    ("coquille", r"(?:une|signaler une|vous avez (?:repéré|trouvé|vu) une) coquille\b.{0,60}"),
    ("error", r"¿?\W*(?:has |ha )?(?:encontrado|encontraste|detectado|viste|reportar?|"
     r"notificar) (?:un |algún )?error\w*\b.{0,60}"),
    ("erro", r"(?:encontrou (?:um|algum)|comunicar|reportar|viu algum) erro\b.{0,60}"),
    ("errore", r"(?:hai trovato|segnala) un errore\b.{0,60}"),
    ("fout", r"(?:\w+ )?fout(?:je)? (?:gezien|gevonden|ontdekt|melden)\b.{0,60}"),
    ("błąd", r"(?:zgłoś|znalazłeś|widzisz|zauważyłeś) błąd\b.{0,60}"),
    ("chyb", r"(?:našli|nahlásit|nahlásiť|viděli) (?:jste |ste )?(?:v článk\w+ )?chyb\w+\b.{0,60}"),
    ("ошибк", r"(?:если вы )?(?:нашли|заметили|увидели|обнаружили|сообщить об) (?:\w+ )?ошибк\w+\b.{0,120}"),
    ("опечатк", r"(?:если вы )?(?:нашли|заметили|увидели|обнаружили) (?:\w+ )?опечатк\w+\b.{0,120}"),
    ("помилк", r"(?:якщо ви )?(?:помітили|знайшли|побачили|повідомити про) (?:\w+ )?помилк\w+\b.{0,120}"),
    ("ctrl", r".{0,90}\bctrl\W{0,3}enter\b.{0,30}"),
    ("오류신고", r".{0,10}오류신고.{0,20}"),
    ("helpful", r"(?:was|is) this (?:article|story|page|information|content) helpful\W*"),
    ("useful", r"(?:was|is) this (?:article|story|page|information|content) useful\W*"),
    ("hilfreich", r"(?:war|ist|fanden sie) (?:dieser|diesen|der|den) (?:artikel|beitrag)\b.{0,20}\bhilfreich\W*"),
    ("été utile", r"(?:cet article|cette page|ce contenu).{0,16}\bété utile\W*"),
    ("te ha gustado", r"¿?\W*te ha gustado\b.{0,40}"),
    ("foi útil", r".{0,24}\bfoi útil\W*"),
    ("piaciuto", r"ti è piaciuto\b.{0,40}"),
    ("понравил", r"(?:вам )?понравил(?:ась|ся|ось) (?:статья|материал|новость|эта)\b.{0,30}"),
    ("役に立", r"この記事.{0,10}役に立.{0,12}"),
    # write to us
    ("send tips", r"send (?:your )?(?:news )?tips (?:and .{3,30} )?to:? \S+@\S+"),
    ("send letters", r"send (?:your )?letters(?: to the editor)? to:? \S+@\S+"),
    ("this story:", r"to contact the (?:reporters?|editors?|authors?|writers?) (?:on|responsible for|of) this "
     r"(?:story|article|report)\b.{0,60}"),
    ("fact check", r"if you have (?:a|any) (?:claim|tip|story)s? you would like .{0,30}\bfact[- ]check\b.{0,110}"),
    ("news moves fast", r"the news moves fast\W.{3,130}"),
    ("email your", r".{0,40}\b(?:can|please) email your (?:experiences?|stor(?:y|ies)|comments?|questions?)\b.{0,60}"),
    ("emailing", r".{0,90}\b(?:share|send) (?:us )?your (?:experiences?|stor(?:y|ies)|comments?|questions?|views?) "
     r"by emailing\b.{0,60}"),
    ("can follow", r"you can follow (?:\w[\w.’'-]+ ){1,4}on (?:facebook|twitter|instagram)\b.{0,90}"),
    # the app
    ("download", r"download (?:nu )?(?:our|the|de|onze) (?:[\w-]+ ){0,3}app\b.{0,24}"),
    ("get our", r"get our (?:[\w-]+ ){0,3}app\b.{0,24}"),
    ("get the", r"get the (?:[\w-]+ ){0,3}app(?: now| today| here)?\W*"),
    ("herunterladen", r"(?:jetzt )?(?:unsere |die )?(?:[\w-]+[ -]){0,2}app (?:kostenlos )?herunterladen\W*"),
    ("app laden", r"(?:jetzt )?(?:unsere |die )?(?:[\w-]+[ -]){0,2}app laden\W*"),
    ("télécharge", r"télécharge[rz]? (?:notre |l['’])?appli(?:cation)?\b.{0,40}"),
    ("descarga", r"descarga (?:nuestra |la )?(?:nueva )?app\b.{0,40}"),
    ("descargue", r"descargue (?:nuestra |la )?(?:nueva )?app\b.{0,40}"),
    ("baixe", r"baixe (?:o |nosso )?(?:novo )?(?:app|aplicativo)\b.{0,40}"),
    ("scarica", r"scaricat?e? (?:la |l['’])(?:nostra )?app\b.{0,40}"),
    ("ladda ner", r"ladda ner (?:\S+ ){0,2}app\w{0,6}\b.{0,24}"),
    ("last ned", r"last ned (?:\S+ ){0,2}app\w{0,6}\b.{0,24}"),
    ("hent", r"hent (?:\S+ ){0,2}app\w{0,6}\W*"),
    ("lataa", r"lataa (?:\S+ ){0,2}(?:sovellus|appi)\w{0,6}\b.{0,24}"),
    ("pobierz", r"pobierz (?:\S+ ){0,2}aplikacj\w+\b.{0,40}"),
    ("aplikac", r"(?:stáhněte|stáhnout|preuzmi\w*|unduh) (?:si )?(?:\S+ ){0,2}aplikac\w+\b.{0,40}"),
    ("aplikác", r"(?:stiahnite|stiahnuť) (?:si )?(?:\S+ ){0,2}aplikác\w+\b.{0,40}"),
    ("приложени", r"(?:скачай\w*|скачать|установи\w*|загрузите) (?:\S+ ){0,3}приложени\w+\b.{0,40}"),
    ("застосун", r"(?:завантаж\w*|встанов\w*) (?:\S+ ){0,3}застосун\w+\b.{0,40}"),
    ("uygulama", r".{0,20}\buygulama\w* (?:indir|yükle)\w*\b.{0,20}"),
    # the player, the page
    ("seconds of", r"\d+ seconds of .{3,40}"),
    ("video above", r"(?:watch|see) (?:the )?(?:full )?video above\W*"),
    ("springen", r"(?:zum|direkt zum) (?:\w+)?inhalt springen\W*"),
    ("skip to", r"skip to (?:main )?(?:content|navigation|search|footer|article)\W*"),
    ("bildergalerie", r"(?:zur )?bildergalerie\b.{0,20}"),
    ("bilderstrecke", r"(?:zur )?bilderstrecke\b.{0,20}"),
    ("inhalt nicht", r"(?:dieser )?inhalt nicht verfügbar\W*"),
    ("preferred source", r".{0,40}\bpreferred source\b.{0,30}"),
    ("bevorzugte quelle", r".{0,60}\bbevorzugte quelle\b.{0,30}"),
    ("fuente preferida", r".{0,60}\bfuente preferida\b.{0,30}"),
    ("trust project", r".{0,60}\bthe trust project\W*"),
    ("we value your", r"we value your privacy\W*"),
    ("preferences", r"manage (?:your )?(?:\w+ )?preferences\W*"),
    ("by subscribing", r"by subscribing,? you .{5,120}"),
    # the story goes on below
    ("advertisement", r"advertisement\b.{0,4}(?:scroll|continue|below|skip|story|article)\b.{0,40}"),
    ("continues below", r"(?:article|story|post) continues below\b.{0,30}"),
    ("scroll", r"scroll (?:down )?(?:to|untuk|for) (?:continue|read|melanjutkan|more)\b.{0,30}"),
    ("après cette", r"(?:la )?suite (?:de l['’]article )?après cette publicité\W*"),
    ("publicidad", r".{0,24}contin[úu]a (?:después|tras|debajo|leyendo)\b.{0,24}\bpublicidad\W*"),
    ("publicidade", r".{0,20}continua (?:depois|após)\b.{0,12}\bpublicidade\W*"),
    ("pubblicità", r".{0,20}continua (?:dopo|sotto)\b.{0,12}\bpubblicità\W*"),
    ("annons", r".{0,20}(?:fortsätter|fortsetter|fortsætter)\b.{0,12}\bannons\w*\W*"),
    ("annonce", r".{0,20}fortsætter\b.{0,12}\bannonce\w*\W*"),
    ("mainoks", r".{0,20}jatkuu mainoks\w+\b.{0,12}"),
    ("advertentie", r".{0,24}(?:verder|door) onder de advertentie\W*"),
    ("reklam", r".{0,40}(?:pod|po|ispod|nakon) reklam\w+\W*"),
    ("ciąg", r"dalszy ciąg .{3,40}(?:pod|poniżej)\b.{0,30}"),
    ("реклам", r".{0,30}(?:после|под|след|після|під) реклам\w+\W*"),
    ("werbung", r"(?:weiter )?mit werbung (?:weiter)?(?:lesen)?\W*"),
    # rights
    ("may not be published", r".{0,60}\bmay not be published(?:,? or|,) (?:broadcast|distributed|re\w+)\b.{0,120}"),
    ("may not be reproduced", r".{0,60}\bmay not be reproduced\b.{0,120}"),
    ("riproduzione", r"(?:©\s?)?riproduzione (?:riservata|vietata).{0,40}"),
    ("reproduction", r"(?:toute )?reproduction (?:interdite|totale|partielle)\b.{0,90}"),
    ("prohibida", r"(?:queda )?prohibida (?:la|su) reproducción\b.{0,90}"),
    ("proibida", r"(?:é )?proibida a reprodução\b.{0,90}"),
    ("zastrzeżone", r"(?:wszelkie|wszystkie) prawa zastrzeżone.{0,60}"),
    ("vyhrazena", r"všechna práva vyhrazena.{0,40}"),
    ("fenntartva", r"minden jog fenntartva.{0,40}"),
    ("rezervate", r"toate drepturile rezervate.{0,40}"),
    ("защищены", r"(?:все )?права (?:на \w+ )?защищены.{0,50}"),
    ("saklıdır", r".{0,40}(?:hakları|hakkı) saklıdır.{0,30}"),
    ("جميع الحقوق", r"جميع الحقوق محفوظة.{0,40}"),
    ("版权所有", r".{0,20}版权所有.{0,30}"),
    ("版權所有", r".{0,20}版權所有.{0,30}"),
    ("無断転載", r".{0,30}無断転載.{0,30}"),
    ("무단전재", r".{0,40}무단전재.{0,40}"),
    ("무단 전재", r".{0,40}무단 전재.{0,40}"),
)  # fmt: skip

_COMMENTS = (
    "comments on", "comment on", "thoughts on", "replies on", "reply on",
    "kommentare zu", "kommentar zu", "gedanken zu", "gedanke zu", "antworten auf", "antwort auf", "réflexions sur",
    "réflexion sur", "commentaires sur", "commentaire sur", "réponses sur", "réponse sur", "comentarios en",
    "comentarios sobre", "comentario en", "comentario sobre", "pensamientos sobre", "pensamiento sobre",
    "respuestas en", "respuestas a", "commenti su", "commento su", "comentários em", "comentário em",
    "comentários sobre", "respostas para", "gedachten over", "gedachte over", "svar på",
    "svar til", "tankar om", "tanker om", "kommentarer till", "kommentarer til", "kommentarer på", "kommentar til",
    "komentarze do", "komentarzy do", "komentarz do", "komentáře u", "komentářů u", "комментария к", "комментариев к",
    "комментарий к", "мысли о", "ответа на", "ответов на", "коментара към", "коментар към", "коментарів до",
    "komentara na", "komentar na", "hozzászólás a", "yorum",
)  # fmt: skip
"""Above a blog's comments stands how many there are on which article, whose title is in quotation marks."""

_APPEARED = (
    ("appeared first", r"(?:the|this) (?:post|article|story)", r"appeared first (?:on|in|at)"),
    ("first appeared", r"(?:the|this) (?:post|article|story)", r"first appeared (?:on|in|at)"),
    ("erschien zuerst", r"(?:der|dieser) (?:beitrag|artikel)", r"erschien zuerst (?:auf|bei|in)"),
    ("en premier", r"(?:l['’]|cet )(?:article|entrée)", r"est apparue? en premier (?:sur|dans)"),
    ("primero en", r"(?:la entrada|el artículo|la noticia|el post)", r"(?:se publicó|apare(?:ce|ció)) primero en"),
    ("proviene da", r"l['’]articolo", r"proviene da"),
    ("essere il primo", r"l['’]articolo", r"sembra essere il primo su"),
    ("primeiro em", r"(?:o post|o conteúdo|o artigo|a notícia)", r"aparece(?:u)? primeiro em"),
    ("verscheen eerst", r"het (?:bericht|artikel)", r"verscheen eerst op"),
    ("först upp", r"inlägget", r"dök först upp på"),
    ("først opp", r"innlegget", r"dukket først opp på"),
    ("første gang", r"indlægget", r"blev (?:først vist|vist første gang) (?:den|på)"),
    ("ensimmäisen kerran", r"(?:artikkeli|merkintä)", r"julkaistiin ensimmäisen kerran"),
    ("pochodzi z", r"artykuł", r"pochodzi z(?:e strony| serwisu)?"),
    ("nejdříve objevil", r"příspěvek", r"se nejdříve objevil na"),
    ("apare prima", r"(?:articolul|postarea)", r"apare prima dată (?:în|pe)"),
    ("bejegyzés", r"an? ", r"bejegyzés először"),
    ("появил", r"(?:запись|сообщение|статья)", r"(?:впервые появил\w+|появил\w+ сначала)(?: на)?"),
    ("з'явився спочатку", r"(?:запис|допис)", r"з['’]явився спочатку на"),
    ("yazısı", r"", r"yazısı ilk önce"),
    ("εμφανίστηκε πρώτα", r"(?:το|η)", r"εμφανίστηκε πρώτα στ\w+"),
    ("ظهرت المقالة", r"ظهرت المقالة", r"أولا?ً? ?على"),
    ("پدیدار شد", r"نوشته", r"اولین بار در"),
    ("הופיע לראשונה", r"הפוסט", r"הופיע לראשונה ב"),
    ("pertama kali", r"(?:artikel|postingan)", r"pertama kali (?:tampil|muncul) (?:pada|di)"),
    ("đã xuất hiện đầu tiên", r"bài viết", r"đã xuất hiện đầu tiên (?:trên|vào ngày|tại)"),
    ("最先出现在", r"", r"最先出现在"),
    ("最先出現在", r"", r"最先出現在"),
    ("に最初に表示されました", r"投稿", r"は .{2,60} に最初に表示されました"),
    ("에 처음 등장했습니다", r"게시물", r".{2,60}에 처음 등장했습니다"),
)  # fmt: skip
"""What WordPress writes below each article of a feed, in its own translations: needle, beginning, what follows the
title; behind that stands the site's name."""

_BY_MAIL = (
    "par e-mail", "par email", "par mail", "per e-mail", "per email", "per mail", "via e-mail", "via email",
    "by e-mail", "by email", "por e-mail", "por email", "pe email", "e-mailom", "e-mailem",
)  # fmt: skip
_NAMES = "|".join((*_NETWORKS, "e-?mail", "mail"))
_ON_ONE = _ON_A_NETWORK.replace("NAME", f"(?:{_NAMES})")
_SHORT = r"^(?!.{160})\W*"
"""The beginning of a whole line; a paragraph is refused at once."""
_TITLED = r"^(?!.{360})\W*"
"""The same for a line with a title in it."""

CALLS: tuple[tuple[str, str], ...] = (
    *((phrase, rf"{_SHORT}{phrase}{_AFTER}") for phrase in _READING),
    *(
        (needle, rf"{_SHORT}(?:~|ca\.? |< ?)?\d{{1,3}}[\s-]?{_MINUTES}\s?(?:of |de |di |d['’]|à |zu )?{word}\W*$")
        for needle, word in _READ_LAST
    ),
    *((name, _ON_ONE.replace("GAP", _gap(name))) for name in (*_NETWORKS, *_BY_MAIL)),
    *((name, rf"{_SHORT}{_OUR_CHANNEL}") for name in _CHANNELS),
    *((needle, rf"{_SHORT}(?:{pattern})$") for needle, pattern in _WHOLE),
    *(
        (called, rf"{_TITLED}(?:\d{{1,5}}|one|ein|une?|uno?|uma?) {called}:? [“„«\"”‘'].{{3,240}}[”“»\"’'].{{0,6}}$")
        for called in _COMMENTS
    ),
    ("akismet", rf"{_TITLED}.{{0,110}}\bakismet\b.{{0,220}}$"),
    ("raccourcis spip", rf"{_TITLED}.{{0,40}}raccourcis spip\b.{{0,300}}$"),
    *(
        (needle, rf"{_TITLED}{opening}.{{2,240}}{middle}(?:(?![.!?] )[^,;]){{0,80}}$")
        for needle, opening, middle in _APPEARED
    ),
)
"""Needles, and patterns that ignore case."""
