"""The words that furniture is made of: the tables behind every rule, by language.

Phrases are written in lower case, as `key` leaves them: no punctuation at the ends, digits as 0. A language is one line
in each table; adding one is adding its lines. Words that are as likely to be a heading ("sport", "video") stand in the
tables of weak words, which count only in company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache


def listed(text: str, mark: str = "|") -> frozenset[str]:
    """The phrases of one string, parted by a mark: how long lists stay readable.

    >>> sorted(listed("read more|see also"))
    ['read more', 'see also']
    """
    return frozenset(text.split(mark))


Table = Mapping[str, str]
"""Language to its phrases, separated by "|"."""

PHOTO: Table = {
    "en": "photo|photos|photograph|photographs|photographer|photography|picture|pictures|image|"
    "images|image source|image credit|image credits|photo credit|photo credits|photo by|"
    "photo illustration|image copyright|photo courtesy|courtesy|screenshot|file photo|credit|"
    "credits|illustration|graphic|composite|video|photo source|handout|main image|"
    "main image credit|featured image|lead image|top image|header image|cover image|"
    "cover photo|title image|banner image|screen grab|screengrab|photo via|image via|"
    "images via|graphics|pic|pics",
    "de": "foto|fotos|bild|bilder|bildquelle|fotoquelle|montage|collage|grafik|symbolbild|"
    "archivbild|symbolfoto|archivfoto|bildnachweis|titelbild|aufmacherbild|beitragsbild|"
    "titelfoto|vorschaubild|headerbild|bildrechte|bildcredit|fotocredit|coverbild|"
    "illustrationen",
    "fr": "photo|photos|crédit photo|crédits photo|credit photo|crédit|crédits|photo d'archives|"
    "illustration|image|images|visuel|infographie|photo de une|crédit image|crédit photos",
    "es": "foto|fotos|fotografía|imagen|crédito|créditos|foto de archivo|imagen de archivo|"
    "ilustración|cortesía|imágenes|infografía|captura de pantalla|foto de portada|"
    "imagen de portada|autor de la foto",
    "it": "foto|fotografia|immagine|foto di repertorio|foto d'archivio|credito|crediti|immagini|"
    "credit|credits|foto credit|in foto",
    "pt": "foto|fotos|fotografia|imagem|crédito|créditos|reprodução|divulgação|foto de arquivo|"
    "imagens|arquivo|crédito da foto|foto de capa",
    "nl": "foto|foto's|beeld|archieffoto|fotografie|afbeelding|fotocredit|beeldcredit",
    "pl": "fot|fot.|foto|zdjęcie|zdjęcia|fotografia|autor zdjęcia|zdj|grafika|ilustracja",
    "tr": "fotoğraf|foto|arşiv|görsel|fotoğraflar",
    "ru": "фото|фотография|снимок|архивное фото|изображение|коллаж|иллюстрация|скриншот",
    "uk": "фото|світлина|ілюстрація|колаж|зображення",
    "ar": "صورة|الصورة|صور|تصوير|صورة أرشيفية|أرشيفية|عدسة",
    "fa": "عکس|تصویر|عکاس",
    "he": "צילום|תמונה|צילומים|קרדיט",
    "hi": "फोटो|फ़ोटो|तस्वीर|चित्र|छवि|इमेज स्रोत|इमेज कैप्शन",
    "zh": "图|图片|摄影|摄|照片|图源|资料图|圖|圖片|攝影|資料圖|图片来源|圖片來源",
    "ja": "写真|画像|撮影|写真提供|資料写真|提供",
    "ko": "사진|사진제공|사진=|자료사진|이미지",
    "th": "ภาพ|ภาพจาก|ภาพโดย|ภาพประกอบ|แฟ้มภาพ",
    "vi": "ảnh|hình|ảnh minh họa|ảnh minh hoạ|hình minh họa|hình minh hoạ|ảnh tư liệu|nguồn ảnh",
    "id": "foto|gambar|ilustrasi|foto ilustrasi|dok|arsip",
    "sv": "foto|bild|arkivbild|bilden",
    "no": "foto|bilde|arkivfoto|illustrasjonsfoto|illustrasjon",
    "da": "foto|arkivfoto|billede",
    "fi": "kuva|kuvat|arkistokuva|valokuva",
    "cs": "foto|snímek|ilustrační foto|ilustrační snímek|fotografie",
    "el": "φωτογραφία|φωτο|φωτό|φωτογραφίες|εικόνα",
    "ro": "foto|fotografie|imagine|sursa foto|foto arhivă",
    "hu": "fotó|foto|kép|illusztráció|fénykép|borítókép|nyitókép|kiemelt kép|fotók|illusztrációnk|címlapkép",
    "zu": "isithombe|izithombe",
    "sw": "picha|chanzo cha picha|picha na|picha kwa hisani",
    "bg": "снимка|снимки|сн|фото|фотография|илюстрация",
    "sr": "фото|слика|фотографија|foto|slika|fotografija|ilustracija|naslovna fotografija",
    "hr": "foto|slika|fotografija|ilustracija|snimka|snimio|snimila|izvor fotografije",
    "sl": "foto|fotografija|slika|ilustracija",
    "sk": "foto|snímka|ilustračná fotografia|ilustračné foto|ilustračná snímka|fotografia",
    "sq": "foto|fotografi|ilustrim",
    "mk": "фото|слика|фотографија",
    "et": "foto|pilt|illustratsioon",
    "lv": "foto|attēls|ilustratīvs foto",
    "lt": "foto|nuotrauka|nuotraukos|nuotr|iliustracija",
    "bn": "ছবি|ফাইল ছবি|সংগৃহীত ছবি|ছবিঃ",
    "ur": "تصویر|فوٹو|فائل فوٹو",
    "ta": "படம்|புகைப்படம்|படங்கள்",
    "te": "ఫోటో|చిత్రం",
    "mr": "फोटो|छायाचित्र",
    "gu": "તસવીર|ફોટો",
    "ml": "ചിത്രം|ഫോട്ടോ",
    "pa": "ਤਸਵੀਰ|ਫੋਟੋ",
    "ca": "foto|fotografia|imatge|arxiu",
    "ms": "gambar|foto|gambar hiasan|gambar fail",
    "af": "foto|argieffoto",
    "is": "mynd|myndir|ljósmynd",
    "ga": "grianghraf|íomhá",
    "cy": "llun",
    "eu": "argazkia|argazkiak|irudia",
    "gl": "foto|imaxe",
    "ka": "ფოტო",
    "hy": "լուսանկարը|լուսանկար|ֆոտո",
    "kk": "сурет|фото",
    "be": "фота",
    "az": "foto|fotoşəkil",
    "ne": "तस्बिर|तस्वीर",
    "si": "ඡායාරූපය|ඡායාරූප",
    "my": "ဓာတ်ပုံ",
    "km": "រូបថត|រូបភាព",
    "lo": "ຮູບ|ພາບ",
    "kn": "ಚಿತ್ರ|ಫೋಟೋ",
    "am": "ፎቶ|ምስል",
    "so": "sawir",
    "ha": "hoto",
    "yo": "àwòrán|fọ́tò",
    "tl": "larawan|kuha ni|larawan mula sa",
}

SOURCE: Table = {
    "en": "source|sources|via|with agencies",
    "de": "quelle|quellen|copyright",
    "fr": "source|sources|avec agences",
    "es": "fuente|fuentes|con información de",
    "it": "fonte|fonti",
    "pt": "fonte|fontes|com informações de",
    "nl": "bron|bronnen",
    "pl": "źródło|źródła",
    "tr": "kaynak|kaynaklar",
    "ru": "источник|источники",
    "uk": "джерело|джерела",
    "ar": "المصدر|المصادر|مصدر",
    "fa": "منبع|منابع",
    "he": "מקור|מקורות",
    "hi": "स्रोत|सूत्र|साभार|फोटो साभार",
    "zh": "来源|來源|资料来源|素材来源|编辑|責任編輯|责任编辑|监制|制片人|校对|记者|编审|责编|責編",
    "ja": "出典|ソース|出所|編集",
    "ko": "출처|자료",
    "th": "ที่มา|แหล่งที่มา|ข้อมูลจาก|ผู้สื่อข่าว|ผู้เรียบเรียง|ข่าวโดย|ข่าว/ภาพ|ข่าวและภาพ|ภาพและข่าว|ขอบคุณข้อมูล",
    "vi": "nguồn|theo",
    "id": "sumber",
    "sv": "källa|källor",
    "no": "kilde|kilder",
    "da": "kilde|kilder",
    "fi": "lähde|lähteet",
    "cs": "zdroj|zdroje",
    "el": "πηγή|πηγές",
    "ro": "sursa|sursă|surse",
    "hu": "forrás",
    "sw": "chanzo",
    "bg": "източник|източници",
    "sr": "извор|извори|izvor|izvori",
    "hr": "izvor|izvori",
    "sl": "vir|viri",
    "sk": "zdroj|zdroje",
    "sq": "burimi|burimet",
    "mk": "извор",
    "et": "allikas",
    "lv": "avots",
    "lt": "šaltinis|šaltiniai",
    "bn": "সূত্র|সূত্রঃ",
    "ur": "ماخذ",
    "ca": "font|fonts",
    "ms": "sumber",
    "af": "bron",
}

AGENCIES = (
    "abc news|cbs news|cbs news poll|nbc news|contributed|ap photo|afp photo|reuters photo|"
    "reuters|ap|afp|dpa|ansa|efe|epa|xinhua|tass|getty images|getty|gettyimages|"
    "shutterstock|istock|istockphoto|alamy|bloomberg|bloomberg news|"
    "nurphoto|zuma|zuma press|imago|imago images|keystone|belga|anp|tt|ntb|"
    "scanpix|ritzau|lehtikuva|pap|čtk|ctk|mti|kyodo|yonhap|jiji|pti|ani|"
    "aap|pa|pa wire|pa media|cp|npr|cbs|cnn|nbc|abc|bbc|upi|sipa|rex|anadolu|"
    "aa|spa|wam|picture alliance|picture-alliance|unsplash|pexels|pixabay|"
    "flickr|wikimedia|wikimedia commons|wikipedia|youtube|twitter|facebook|"
    "instagram|associated press|the associated press|press association|"
    "canadian press|the canadian press|agence france-presse|agencies|wire services|"
    "staff|handout|pool|file|files|vgp|ttxvn|tto|tass|"
    "тасс|риа новости|ria novosti|интерфакс|interfax|sputnik|унiан|уніан|укрінформ|ukrinform|фокус|"
    "新华社|新華社|中新社|中新网|共同|共同通信|時事|時事通信|ＡＰ|ＡＦＰ|"
    "ロイター|연합뉴스|뉴시스|뉴스1|로이터|رويترز|أ ف ب|أ.ف.ب|أ ب|د ب أ|واس|"
    "وام|وكالات|"
    "europa press|lapresse|la presse|fotogramma|agência brasil|agencia|agencias|"
    "agências|agenzie|agences|agenturen|agentur|ilustrasi|antara|"
    "depositphotos|dreamstime|adobe stock|stock|contributor|illustration|"
    "composite|archives|newscom|scng|usa today|usa today network|"
    "action images|polaris|redux|magnum|imagn|icon sportswire|lat images|"
    "mirrorpix|profimedia|east news|agencja|forum|eyevine|corbis|wire|"
    "privat|private|public domain|screengrab|screenshot|staff photo|x|uscg|"
    "nasa|gcis|us navy|u.s. navy|us army|u.s. army|social media"
)

ARCHIVE = re.compile(
    r"\b(?:file|archive|undated|stock|handout|combination) (?:photo|picture|"
    r"image|photograph|pic)\b|\barchivbild\b|\barchivfoto\b|"
    r"\bsymbolbild\b|\bsymbolfoto\b|\bphoto d['’](?:archives|illustration)\b|"
    r"\b(?:foto|imagen) de archivo\b|\bfoto d['’]archivio\b|"
    r"\bfoto de arquivo\b|\barchieffoto\b|\bарх(?:ивное|івне) фото\b|\barkivfoto\b|"
    r"\barkivbild\b|\barkistokuva\b|\bilustrační (?:foto|snímek)\b|"
    r"\bảnh (?:tư liệu|minh h[oọ][ạa])|\bhình minh h[oọ][ạa]|\bfoto arsip\b|"
    r"صورة أرشيفية|资料图|資料圖|資料写真|자료사진|แฟ้มภาพ|\bfoto ilustrativă\b|"
    r"\billusztráció\b|\bφωτογραφία αρχείου\b|\barşiv foto",
    re.IGNORECASE,
)

AD: Table = {
    "en": "advertisement|advertisements|advertisement continue reading the main story|advertising|ad|"
    "ads|sponsored|sponsored content|sponsored stories|story continues below|"
    "story continued below|story continues below advertisement|article continues below|"
    "article continues after ad|article continues below advertisement|continue reading below|"
    "story continues|continues below|from our sponsor|from our sponsors|powered by|paid content|"
    "promoted|promoted content|promoted stories|paid post|featured local savings|"
    "this advertisement has not loaded yet, but your article continues below|"
    "thanks for watching! visit website|advertisement thanks for watching! visit website|"
    "don't want to see this? remove ads|remove ads|skip ad|skip advertisement|"
    "why am i seeing this ad|advertisement - story continues below|scroll to continue with content|"
    "advertisement scroll to continue|advertise with us|ad feedback|from the web|around the web|"
    "content from our partners|in partnership with",
    "de": "anzeige|anzeigen|werbung|advertorial|reklame|shopping|shoppinganzeigen|gesponsert|"
    "nach der anzeige weiterlesen|werbung entfernen",
    "fr": "publicité|annonce|annonces|sponsorisé|contenu sponsorisé|la suite après la publicité|"
    "contenu partenaire|lire la suite après la publicité",
    "es": "publicidad|anuncio|anuncios|patrocinado|contenido patrocinado|"
    "sigue leyendo después de la publicidad|continúa después de la publicidad",
    "it": "pubblicità|annuncio|sponsorizzato|contenuto sponsorizzato|continua a leggere dopo la pubblicità",
    "pt": "publicidade|anúncio|anúncios|patrocinado|conteúdo patrocinado|continua após a publicidade|"
    "continua depois da publicidade|anuncio|continua após o anúncio",
    "nl": "advertentie|advertenties|gesponsord|lees verder onder de advertentie|tekst gaat verder onder de advertentie",
    "pl": "reklama|reklamy|materiał promocyjny|artykuł sponsorowany|ogłoszenie|"
    "dalsza część artykułu pod reklamą|materiał partnera",
    "tr": "reklam|reklamlar|sponsorlu içerik|ilan",
    "ru": "реклама|на правах рекламы|спонсорский материал|партнерский материал",
    "uk": "реклама|на правах реклами",
    "ar": "إعلان|إعلانات|اعلان|محتوى ممول",
    "fa": "تبلیغات|آگهی|آگهی‌ها",
    "he": "פרסומת|מודעה|תוכן שיווקי|תוכן ממומן",
    "hi": "विज्ञापन|प्रायोजित",
    "zh": "广告|廣告|赞助内容",
    "ja": "広告|スポンサードリンク|スポンサーリンク|pr",
    "ko": "광고|스폰서",
    "th": "โฆษณา",
    "vi": "quảng cáo",
    "id": "iklan|advertisement|scroll to continue with content|lanjutkan membaca artikel di bawah",
    "sv": "annons|annonser|artikeln fortsätter efter annonsen|fortsätt läsa efter annonsen",
    "no": "annonse|annonser|annonsørinnhold|artikkelen fortsetter under annonsen|saken fortsetter under annonsen",
    "da": "annonce|annoncer|artiklen fortsætter under annoncen|annoncørbetalt indhold",
    "fi": "mainos|mainokset|juttu jatkuu mainoksen jälkeen|artikkeli jatkuu mainoksen alla",
    "cs": "reklama|inzerce|článek pokračuje pod reklamou|komerční sdělení",
    "el": "διαφήμιση",
    "ro": "publicitate|reclamă",
    "hu": "hirdetés|reklám",
    "bg": "реклама|рекламно съдържание|платена публикация",
    "sr": "реклама|oglas|oglasi|reklama|marketing",
    "hr": "oglas|oglasi|reklama|oglašavanje|promo|sponzorirani sadržaj",
    "sl": "oglas|oglasi|oglasno sporočilo|promocijsko sporočilo",
    "sk": "reklama|inzercia|reklamný článok|článok pokračuje pod reklamou",
    "sq": "reklama|reklamë|shpallje",
    "mk": "реклама|маркетинг",
    "et": "reklaam|sisuturundus",
    "lv": "reklāma",
    "lt": "reklama",
    "bn": "বিজ্ঞাপন",
    "ur": "اشتہار",
    "ca": "publicitat|anunci",
    "ms": "iklan",
    "ta": "விளம்பரம்",
    "te": "ప్రకటన",
    "mr": "जाहिरात",
    "af": "advertensie",
}

SHARE: Table = {
    "en": "view results|no spam|audio player|download mp3|read transcript|launch gallery|loading video|"
    "join now|powered by livefyre|powered by disqus|buy photo|buy photos|purchase photo|"
    "get notifications|turn on notifications|turn off notifications|notify me|gift article|"
    "give this article|was this helpful|"
    "share via|share this post|share this page|share this article on facebook|"
    "share this article via email|share on reddit|share on pinterest|share on telegram|"
    "share on email|share by email|share link|share with|share full article|share options|"
    "tweet this|email this|e-mail|email|send|send email|copy|copied|get link|shares|"
    "0 shares|0 views|likes|0 likes|like|dislike|upvote|downvote|report|report comment|"
    "flag|reply to|view replies|sort by|newest|oldest|most liked|write a comment|"
    "be the first to comment|comments are closed|commenting is closed|add your comment|"
    "post comment|your name|your email|your comment|required fields are marked|password|"
    "username|forgot password|forgot your password|remember me|sign out|log out|my account|"
    "account|profile|edit profile|create account|create free account|already have an account|"
    "already registered? log in|don't have an account|don't have an account? create account|"
    "continue with google|continue with facebook|continue with apple|sign in with google|"
    "subscribe to continue|subscribe today|subscribe here|subscribe to our newsletter|"
    "subscriber only|subscribers only|for subscribers|premium|try free|start free trial|"
    "unlock this article|view more offers|or|gift this article|give a gift|donate|support us|"
    "follow topics|follow this author|follow author|add to favorites|add to reading list|"
    "read later|save for later|listen now|audio|play audio|volume|skip|skip to navigation|"
    "expand|collapse|enlarge|zoom|open gallery|see gallery|view photos|view slideshow|hide|"
    "show|show all|show transcript|transcript|reprints|permissions|request permission|"
    "translate|change text size|larger|smaller|light|dark|auto|search|menu|accept|"
    "accept all|reject all|manage preferences|cookie settings|privacy settings|got it|ok|yes|"
    "no|done|apply|clear|reset|send feedback|give feedback|was this helpful|"
    "rate this article|notifications|turn on notifications|allow notifications|"
    "enable notifications|get alerts|set alert|breaking news alerts|get the newsletter|"
    "our newsletters|email newsletter|enter your email|enter email|your email address|"
    "e-mail address|thanks for subscribing|thank you for subscribing|thank you|please wait|"
    "loading more|video player is loading|this is a modal window|advertisement skip|watch live|"
    "live tv|on air|listen live|top of page|scroll to top|use left and right arrow keys|"
    "click to expand|tap to unmute|unlimited access|whats app|text|sms|kindle|evernote|"
    "instapaper|link|permalink|citation|cite this article|cite|share|share this|"
    "share this story|share this article|share article|share on facebook|share on twitter|"
    "share on x|share on linkedin|share on whatsapp|share via email|share this on facebook|"
    "share this on twitter|share all sharing options|share story|share comments|like this|"
    "like loading|loading comments|comments|comment|0 comments|0 comment|new, 0 comments|"
    "view comments|show comments|post a comment|leave a comment|leave a reply|"
    "leave a reply cancel reply|join the conversation|join the discussion|add a comment|"
    "read comments|copy link|link copied|copy this link|copy url|print|print this page|"
    "print this article|email this article|email a friend|save article|bookmark|bookmarks|save|"
    "saved|story saved|sign up|sign in|log in|login|register|subscribe|subscribed|"
    "subscribe now|get started|submit|newsletter|newsletters|newsletter sign-up|"
    "newsletter sign up|daily newsletter|facebook twitter pinterest|tweet|tweets|retweet|"
    "pin it|follow us|follow|following|back to top|back to gallery|back to video|hide caption|"
    "toggle caption|open this photo in gallery|view gallery|full screen|fullscreen|close|"
    "caption|image|images|image 0 of 0|image 0 of / 0|0 of 0|0of/0|0 / 0|0/0|previous|next|"
    "next slide|previous slide|play|pause|mute|unmute|play video|watch now|listen|"
    "listen to this article|listen to article|read aloud|show more|read less|show less|"
    "load more|see more|view more|invalid email|invalid email address|"
    "your browser does not support the audio element|your browser does not support the video tag|"
    "embed|embed autoplay autoplay copy this code to your website or blog|play facebook|"
    "please enter your comment|please enter your name here|please enter your email address here|"
    "you have entered an incorrect email address|name|website|have your say|view|click to hide|"
    "create an account|create an account sign in|create an accountsign in|cancel reply|reply|"
    "arrives weekdays|arrives daily|arrives tuesdays|try refreshing your browser, or|"
    "thank you for signing up|you've successfully subscribed to this newsletter|get the app|"
    "download the app|go to accessibility shortcuts|skip to main content|skip to content|"
    "add interest|manage newsletters|report a typo|report an error|report this ad|text size|"
    "font size|a a a|give this article|0 min read|0 minute read|view this post on instagram|"
    "a post shared by|report an issue|suggest a correction|make a correction|"
    "request a correction|report correction or typo|report a correction|show caption|"
    "view caption|expand all|email (required)|name (required)|this site uses akismet|"
    "see all comments|see comments|go to comments|read the comments|join discussion|"
    "leave this field empty|notify me of follow-up comments by email|"
    "notify me of new posts by email|"
    "save my name, email, and website in this browser for the next time i comment|"
    "your email address will not be published|please log in to comment|sign in to comment|"
    "log in to comment|share your thoughts|tell us what you think|click to share|click to tweet|"
    "click to print|get email alerts|email alerts|daily emails|sharing options|"
    "more sharing options|show more sharing options|close extra sharing options|"
    "copy link urlcopied|url copied|link copied!|copied to clipboard|was this article helpful|"
    "was this page helpful|rate this story|rate this|sign up for alerts|create alert|"
    "follow this topic|unfollow|support our work|support our journalism|make a donation|"
    "donate now|give now|contribute now|continue without supporting us|scan the qr code|"
    "share your story|send us a tip|submit a tip|got a tip|have a tip|contact the author|"
    "email the author|contact us|facebook messenger|copy url to clipboard|share to facebook|"
    "share to twitter|toggle navigation|open menu|close menu|opens in new window|"
    "opens in a new tab|back to article|return to article|video unavailable|video loading|"
    "click to play|tap to play|play now|replay|autoplay|playback speed|current time|duration|"
    "remaining time|loaded|captions off|chapters|picture-in-picture|now playing|up next|"
    "skip ads|do not sell my personal information|do not sell my info|i agree|agree|i accept|"
    "learn more|ok, got it|no thanks|maybe later|not now|dismiss",
    "de": "melden|artikel melden|zur galerie|benachrichtigungen aktivieren|artikel drucken|"
    "als e-mail versenden|mitdiskutieren|"
    "per mail teilen|auf linkedin teilen|auf xing teilen|auf whatsapp teilen|auf telegram teilen|"
    "beitrag merken|artikel merken|artikel speichern|artikel verschenken|artikel anhören|"
    "artikel vorlesen|artikel drucken|seite drucken|drucken teilen|versenden|per e-mail senden|"
    "per e-mail versenden|kommentar|kommentar hinzufügen|kommentar verfassen|kommentar abgeben|"
    "schreibe einen kommentar|schreibe einen kommentar antworten abbrechen|antworten|"
    "antworten abbrechen|diskutieren|zur diskussion|alle kommentare|alle kommentare lesen|"
    "ihre meinung|jetzt kommentieren|benutzername|nutzername|angemeldet bleiben|konto|"
    "mein konto|konto erstellen|kostenlos registrieren|jetzt registrieren|registrieren login|"
    "einloggen abo abschließen|abo abschließen|abo|abo testen|probeabo|jetzt weiterlesen|"
    "weiterlesen mit|bereits abonnent|bereits abonnent? hier anmelden|sie haben bereits ein abo|"
    "zum abo|zur anmeldung|newsletter anmelden|e-mail|ihre e-mail-adresse|e-mail adresse|"
    "absenden|suchen|suche|menü|menü öffnen|menü schließen|akzeptieren|alle akzeptieren|"
    "ablehnen|einstellungen|cookie-einstellungen|zustimmen|ok|ja|nein|zurück|vor|weiter|"
    "nächster artikel|vorheriger artikel|vergrößern zum|zum vergrößern bitte anklicken|"
    "bild in originalgröße|galerie öffnen|bildergalerie|fotostrecke|video abspielen|abspielen|"
    "stummschalten|vollbild|untertitel|schriftgröße|folgen sie uns|gefällt mir|"
    "gefällt mir wird geladen|teilen sie dies mit|lesezeichen|kopiert|link|fehler gefunden|"
    "korrektur melden|feedback senden|permalink|nutzungsrechte|rechte erwerben|artikel kaufen|"
    "zur mobilen version|zum seitenanfang|inhalt teilen|thema abonnieren|merkliste|teilen|"
    "artikel teilen|beitrag teilen|diesen artikel teilen|teile diesen beitrag|jetzt teilen|"
    "jetzt teilen auf|auf facebook teilen|auf facebook teilen facebook|auf x teilen|"
    "auf x teilen x|per whatsapp teilen|per whatsapp teilen whatsapp|per e-mail teilen|"
    "per e-mail teilen e-mail|auf twitter teilen|drucken|merken|anhören|vorlesen|senden|"
    "mailen|kopieren|zitieren|twittern|flippen|link kopieren|link kopieren link kopieren|"
    "link kopiert|kommentare|0 kommentare|0 kommentar|kommentieren|zu den kommentaren|"
    "zu den kommentaren springen|anzahl kommentare|kommentare öffnen|alle kommentare anzeigen|"
    "beitrag kommentieren|kommentar melden|zur merkliste hinzufügen|newsletter|"
    "newsletter abonnieren|newsletter bestellen|jetzt anmelden|anmelden|einloggen|ausloggen|"
    "registrieren|abonnieren|abschicken|abbrechen|passwort vergessen|passwort|e-mail-adresse|"
    "schliessen|schließen|bild vergrößern|bild vergrössern|vergrößern|mehr erfahren|"
    "mehr anzeigen|weniger anzeigen|box aufklappen box zuklappen|feedback|druckansicht|"
    "zur startseite|zitiervorschlag|schriftgröße anpassen|player wird geladen|externer inhalt|"
    "empfohlener redaktioneller inhalt|empfohlener externer inhalt|datenschutzerklärung|"
    "quellen anzeigen|fehler melden|diskutieren sie mit|podcast freigeben|zur playlist|"
    "news folgen|thema folgen|in pocket speichern|bitte aktivieren sie javascript|nach oben|"
    "leserbrief schreiben|kommentar schreiben|jetzt bestellen|jetzt abonnieren|jetzt testen|"
    "profil anzeigen|profil bearbeiten|login|logout|klicken, um die teilen-"
    "funktion zu öffnen. teilen|folgen|gefolgt|entfolgen|hinweis einsenden|fehlerhinweis|"
    "antwort schreiben|kommentare anzeigen|kommentare lesen|mit freunden teilen|"
    "der artikel gefällt dir|ist der artikel hilfreich|war dieser artikel hilfreich|deine meinung|"
    "diskutiere mit|vergrössern|fenster schließen|bilderstrecke starten|newsletter-abo|"
    "kontaktformular|neueste|älteste|neueste zuerst|älteste zuerst|antwort abschicken|name *|"
    "email *|e-mail *|pflichtfelder|benachrichtige mich bei|danke|vielen dank|"
    "auf pinterest teilen|teilen twittern|artikel kommentieren|verfasse den ersten kommentar|"
    "schreiben sie den ersten kommentar|seien sie der erste",
    "fr": "contribuer|réagir à cet article|voir la galerie|activer les notifications|envoyer par mail|"
    "partager par mail|partager sur linkedin|partager sur whatsapp|partager sur messenger|"
    "partager sur x|partager par email|partage|partages|tweeter|envoyer par mail|"
    "envoyer à un ami|lien copié dans le presse-papier|réagissez|réagir à cet article|"
    "ajouter un commentaire|lire les commentaires|poster un commentaire|laisser un commentaire|"
    "publier|annuler|répondre|signaler|mot de passe|mot de passe oublié|identifiant|"
    "se connecter|s'identifier|créer un compte|mon compte|déjà inscrit|"
    "déjà abonné ? se connecter|s'abonner pour lire la suite|abonné|réservé aux abonnés|"
    "article réservé aux abonnés|offrir cet article|ajouter à mes articles|enregistrer|"
    "mes favoris|écouter l'article|lecture|agrandir l'image|voir le diaporama|voir la vidéo|"
    "accepter|tout accepter|refuser|paramétrer|rechercher|menu|votre email|"
    "votre adresse email|je découvre les offres|découvrir les offres|s'inscrire gratuitement|"
    "identifiez-vous|vous possédez déjà un compte|lecture restreinte|continuer à lire ici|suivez-"
    "nous|sommaire|police|taille du texte|haut de page|imprimer cet article|"
    "sauvegarder l'article|temps de lecture 0 min|partager|partager cet article|partagez|"
    "partager sur facebook|partager sur twitter|partager l'article|commentaires|commenter|"
    "0 commentaires|0 commentaire|voir les commentaires|imprimer|envoyer|envoyer par e-mail|"
    "copier le lien|lien copié|s'abonner|abonnez-vous|s'inscrire|connexion|"
    "ajouter à vos sélections|ajouter aux favoris|sauvegarder|offrir l'article|écouter|fermer|"
    "agrandir|lire plus tard|réagir|suivre|voir plus|inscription|newsletter|newsletters|"
    "je m'abonne|je m'inscris|déjà abonné|retour en haut|temps de lecture|plein écran|"
    "signaler une erreur|votre adresse e-mail|votre courriel|signaler un abus|"
    "publier un commentaire|publier un nouveau commentaire|soumettre commentaire|"
    "tous les commentaires|voir en plein écran|connectez-vous|connectez-vous avec facebook|créez-"
    "vous un compte|imprimer l'article|valider|charte des commentaires|nous suivre|merci",
    "es": "regala este artículo|regalar artículo|activar notificaciones|escucha este artículo|"
    "escuchar este artículo|escuchar la nota|"
    "compartir por email|compartir en linkedin|compartir en telegram|compartir en x|"
    "comparte este artículo|enviar por email|enviar a un amigo|copiar|copiado|enlace copiado|"
    "me gusta|añadir comentario|escribe un comentario|comentario|responder|denunciar|publicar|"
    "cancelar|contraseña|olvidé mi contraseña|usuario|crear cuenta|mi cuenta|accede|acceder|"
    "ya soy suscriptor|solo para suscriptores|exclusivo para suscriptores|suscríbete ahora|"
    "hazte socio|suscripciones|guardar noticia|seguir|seguir leyendo|leer después|"
    "escuchar noticia|ver galería|ver fotos|ver vídeo|ampliar foto|aceptar|aceptar todo|"
    "rechazar|configurar|buscar|menú|correo electrónico|tu correo|alertas|notificaciones|"
    "volver|anterior|siguiente|normas|reportar error|corregir|archivar|tamaño de letra|"
    "compartir|comparte|compartir en facebook|compartir en twitter|compartir en whatsapp|"
    "copiar enlace|comentarios|ver comentarios|ver comentarios (0|0 comentarios|comentar|"
    "imprimir|enviar|enviar por correo|iniciar sesión|inicia sesión|suscríbete|suscribete|"
    "suscribirse|regístrate|registrarse|guardar|reportar un error|"
    "esta funcionalidad es sólo para registrados|esta funcionalidad es sólo para suscriptores|"
    "escuchar|cerrar|síguenos|ver más|boletín|newsletter|ampliar|volver arriba|"
    "deja un comentario|comparte esta noticia|compartir noticia|compartir este artículo|"
    "compartir esta noticia|compartir artículo|ver 0 comentarios|0 comentario|"
    "dejar un comentario|deja tu comentario|publicar comentario|sé el primero en comentar|"
    "cancelar respuesta|tu correo electrónico|suscríbete al newsletter|suscripción|inicie sesión|"
    "guardar artículo|leer en voz alta|abrir en nueva ventana|síguenos en|muchas gracias|"
    "comunicar un error|no me gusta|sí|no|votar|encuesta",
    "it": "ascolta questo articolo|ascolta l'articolo|attiva le notifiche|regala questo articolo|"
    "condividi su whatsapp|condividi su linkedin|condividi via email|invia per email|copia|"
    "link copiato|mi piace|aggiungi un commento|lascia un commento|pubblica un commento|"
    "pubblica|annulla|rispondi|segnala|password|password dimenticata|nome utente|"
    "crea un account|il mio account|sei già abbonato|già abbonato|"
    "contenuto riservato agli abbonati|solo per abbonati|abbonati ora|regala articolo|"
    "salva articolo|ascolta l'articolo|leggi dopo|guarda la gallery|guarda le foto|"
    "guarda il video|accetta|accetta tutto|rifiuta|impostazioni|cerca|menu|la tua email|"
    "iscriviti ora|notifiche|precedente|successivo|torna indietro|newsletter gratuita|"
    "mostra commenti|condividi|condividi su facebook|condividi su twitter|condividi l'articolo|"
    "condividi questo articolo|commenti|i commenti dei lettori|leggi i commenti|commenta|stampa|"
    "invia|copia link|copia il link|salva|iscriviti|iscriviti alla newsletter|abbonati|accedi|"
    "registrati|ascolta|chiudi|segui|seguici|newsletter|scrivi un commento|torna su|"
    "ingrandisci|mostra altro|suggerisci|scrivi alla redazione|ottieni il codice embed|"
    "clicca per ingrandire|altri|mostra i commenti|segnala un errore|annulla risposta|"
    "torna all'inizio",
    "pt": "ouça este conteúdo|ouvir este artigo|ouça este artigo|ativar notificações|presentear artigo|"
    "compartilhar por e-mail|compartilhar no linkedin|compartilhar no telegram|"
    "compartilhe no facebook|compartilhe no whatsapp|partilhar no facebook|copiar|copiado|"
    "curtir|gosto|escreva um comentário|adicionar comentário|ver comentários|publicar|cancelar|"
    "responder|denunciar|senha|esqueci minha senha|palavra-passe|usuário|criar conta|"
    "minha conta|fazer login|já sou assinante|exclusivo para assinantes|só para assinantes|"
    "assine agora|assine já|salvar para ler depois|ler mais tarde|ouvir artigo|ver galeria|"
    "ver fotos|ver vídeo|ampliar imagem|aceitar|aceitar todos|recusar|configurações|buscar|"
    "pesquisar|menu|seu e-mail|cadastrar|notificações|anterior|próximo|próxima|"
    "voltar ao topo|reportar erro|comunicar erro|tamanho da letra|dê sua opinião|compartilhar|"
    "compartilhe|compartilhe esta notícia|partilhar|compartilhar no facebook|"
    "compartilhar no twitter|compartilhar no whatsapp|comentários|0 comentários|comentar|"
    "deixe um comentário|imprimir|enviar|enviar por e-mail|copiar link|link copiado|assine|"
    "assinar|entrar|cadastre-se|inscreva-se|salvar|ouvir|ouvir notícia|fechar|siga-nos|"
    "ver mais|newsletter|guardar|subscrever|acompanhe ao vivo a sessão|partilhar notícia|"
    "partilhar no twitter|partilhar no whatsapp|0 partilhas|compartilhe no twitter|comente|"
    "deixe o seu comentário|deixe uma resposta|seja o primeiro a comentar|não há comentários|"
    "mais comentários|sugerir correcção|sugestão de pauta|receba nossas novidades por e-mail|"
    "inscrever|ouça|seguir|seguir tópico|criar|enviar por email|apoie|ampliar",
    "nl": "fout gezien|artikel beluisteren|meldingen aanzetten|"
    "deel via e-mail|deel via whatsapp|delen via facebook|delen via twitter|delen via whatsapp|"
    "deel op twitter|kopieer|gekopieerd|plaats een reactie|reactie plaatsen|geef een reactie|"
    "bekijk reacties|alle reacties|versturen|annuleren|wachtwoord|wachtwoord vergeten|"
    "gebruikersnaam|account aanmaken|mijn account|al abonnee|voor abonnees|word abonnee|"
    "artikel bewaren|artikel beluisteren|lees later|bekijk foto's|bekijk video|accepteren|"
    "alles accepteren|weigeren|instellingen|zoeken|menu|e-mailadres|meldingen|vorige|"
    "volgende|meer laden|toon meer|tip de redactie|fout gezien|cadeau geven|delen|deel|"
    "deel dit artikel|deel artikel|deel op facebook|reacties|0 reacties|reageer|reageren|"
    "printen|afdrukken|opslaan|bewaren|kopieer link|link kopiëren|abonneren|abonneer|"
    "inloggen|aanmelden|registreren|luister|sluiten|volgen|nieuwsbrief|bekijk meer|"
    "terug naar boven|vergroot|verzenden|link gekopieerd|volg ons|vergroten|beluister|"
    "naar boven|vind ik leuk",
    "pl": "udostępnij na facebooku|udostępnij na twitterze|udostępnij na linkedin|"
    "udostępnij na whatsapp|polub|lubię to|tweetnij|skomentuj artykuł|zobacz komentarze|"
    "napisz komentarz|odpowiedz|zgłoś|anuluj|opublikuj|hasło|nie pamiętam hasła|login|"
    "utwórz konto|moje konto|masz już konto|mam już konto|kup subskrypcję|"
    "tylko dla subskrybentów|dostęp dla subskrybentów|zapisz artykuł|posłuchaj|"
    "posłuchaj artykułu|powiększ|zobacz galerię|zobacz zdjęcia|zobacz wideo|akceptuję|"
    "zaakceptuj|odrzuć|ustawienia|szukaj|menu|adres e-mail|powiadomienia|poprzedni|następny|"
    "wróć|zgłoś błąd|wyślij e-mailem|google news|udostępnij|udostępnij artykuł|podziel się|"
    "komentarze|skomentuj|drukuj|wyślij|kopiuj link|skopiuj link|zaloguj|zaloguj się|"
    "zarejestruj się|subskrybuj|czytaj dalej. subskrybuj|przejdź do artykułu|zapisz|zamknij|"
    "obserwuj|newsletter|dodaj komentarz|słuchaj|pokaż więcej|zapisz się|artykułów|komentarz|"
    "wszystkie komentarze|obserwuj nas|do góry",
    "tr": "facebook'ta paylaş|twitter'da paylaş|whatsapp'ta paylaş|whatsapp ile paylaş|"
    "bağlantıyı kopyala|kopyala|kopyalandı|beğen|yorum yaz|yorumları gör|yorum gönder|yanıtla|"
    "şikayet et|iptal|şifre|şifremi unuttum|kullanıcı adı|hesap oluştur|hesabım|"
    "abonelere özel|hemen abone ol|haberi dinle|oynat|fotoğrafları gör|galeri|kabul et|reddet|"
    "ayarlar|ara|menü|e-posta|bildirimler|önceki|sonraki|geri|yazı boyutu|büyüt|"
    "google news|paylaş|bu haberi paylaşın|haberi paylaş|yorumlar|yorum yap|0 yorum|yazdır|"
    "gönder|linki kopyala|kaydet|abone ol|giriş yap|üye ol|takip et|dinle|kapat|paylaşın|"
    "yorum|yorum ekle|üye girişi|giriş|uygulamada aç|geri dön|başa dön|yukarı çık|"
    "tüm yorumlar",
    "ru": "поделиться новостью|поделиться статьей|поделиться статьёй|поделиться материалом|отправить другу|"
    "поделиться в facebook|поделиться в вконтакте|поделиться в telegram|копировать|скопировано|"
    "нравится|добавить комментарий|показать комментарии|ответить|пожаловаться|отмена|"
    "опубликовать|пароль|забыли пароль|логин|создать аккаунт|личный кабинет|уже есть аккаунт|"
    "только для подписчиков|оформить подписку|добавить в избранное|в закладки|слушать статью|"
    "увеличить|смотреть галерею|принять|отклонить|настройки|поиск|меню|электронная почта|"
    "уведомления|назад|вперед|далее|показать ещё|показать еще|сообщить об ошибке|вконтакте|"
    "одноклассники|дзен|версия для печати|мы в соцсетях|поделиться|поделитесь|"
    "поделиться в соцсетях|комментарии|0 комментариев|комментировать|оставить комментарий|"
    "распечатать|печать|скопировать ссылку|ссылка скопирована|сохранить|подписаться|"
    "подписывайтесь|войти|регистрация|закрыть|слушать|отправить|наверх|читать комментарии|"
    "написать комментарий|обсудить|копировать ссылку|нашли ошибку|загрузить еще|загрузить ещё|"
    "оценить|мне нравится|читать дальше|подписка",
    "uk": "поділитися новиною|поділитися статтею|"
    "поділитися у facebook|поділитися в telegram|копіювати|скопійовано|подобається|"
    "додати коментар|показати коментарі|відповісти|поскаржитися|скасувати|опублікувати|пароль|"
    "забули пароль|логін|створити акаунт|тільки для передплатників|зберегти статтю|слухати|"
    "збільшити|прийняти|відхилити|налаштування|пошук|меню|сповіщення|назад|вперед|далі|"
    "показати ще|повідомити про помилку|версія для друку|поділитися|поділитись|коментарі|"
    "коментувати|залишити коментар|друкувати|скопіювати посилання|посилання скопійовано|"
    "зберегти|підписатися|підписатись|увійти|реєстрація|закрити|роздрукувати|надіслати|"
    "копіювати посилання|читати далі|на початок",
    "ar": "انسخ الرابط|نسخ رابط|أرسل لصديق|شارك الخبر|"
    "شارك على تويتر|شارك عبر واتساب|واتساب|فيسبوك|تويتر|تيليجرام|نسخ|تم النسخ|أعجبني|"
    "اكتب تعليقا|عرض التعليقات|رد|إبلاغ|إلغاء|نشر|كلمة المرور|نسيت كلمة المرور|إنشاء حساب|"
    "حسابي|للمشتركين|استمع للمقال|تشغيل|تكبير|شاهد الصور|قبول|رفض|الإعدادات|بحث|القائمة|"
    "البريد الإلكتروني|إشعارات|السابق|التالي|رجوع|حجم الخط|تابعنا على|مشاركة عبر|شارك|"
    "مشاركة|شارك المقال|شارك الخبر|تعليقات|التعليقات|أضف تعليق|اترك تعليقا|طباعة|إرسال|"
    "نسخ الرابط|حفظ|اشترك|تسجيل الدخول|تابعنا|إغلاق|استمع|شارك على فيسبوك|شاركها|مشاركه|"
    "تعليق|اضف تعليق|أضف تعليقا|اكتب تعليق|اترك تعليقاً|طباعه|ارسال|تسجيل|بريد",
    "fa": "ارسال به دوستان|نسخه چاپی|لینک کوتاه|"
    "فیسبوک|توییتر|واتساپ|تلگرام|کپی|کپی شد|پسندیدم|پاسخ|گزارش|لغو|انتشار|رمز عبور|"
    "حساب کاربری|گوش دهید|پخش|بزرگنمایی|گالری|قبول|رد|تنظیمات|جستجو|منو|ایمیل|قبلی|بعدی|"
    "بازگشت|ارسال به دوستان|اندازه متن|اشتراک گذاری|اشتراک‌گذاری|به اشتراک بگذارید|نظرات|"
    "نظر بدهید|ارسال نظر|چاپ|ارسال|کپی لینک|ذخیره|عضویت|ورود|لینک کوتاه|نظر|نظر شما|"
    "لینک کپی شد|ثبت نام|دنبال کنید",
    "he": "פייסבוק|טוויטר|וואטסאפ|העתקה|הועתק|אהבתי|הגב|השב|דווח|ביטול|פרסם|סיסמה|שכחתי סיסמה|"
    "חשבון|למנויים בלבד|האזן|נגן|הגדל|גלריה|אישור|הגדרות|חיפוש|תפריט|דואר אלקטרוני|הקודם|"
    "הבא|חזרה|שלח לחבר|לכתבה המלאה|שתפו|שתף|שיתוף|תגובות|הוסף תגובה|הוספת תגובה|הדפסה|"
    "הדפס|שלח|העתק קישור|שמור|הרשמה|התחברות|עקבו אחרינו|סגור|תגובה|הוסיפו תגובה|כתוב תגובה|"
    "שליחה|התחבר",
    "hi": "फेसबुक पर शेयर करें|व्हाट्सएप पर शेयर करें|ट्वीट करें|"
    "फेसबुक|ट्विटर|व्हाट्सएप|कॉपी करें|लाइक|"
    "टिप्पणी|उत्तर|रिपोर्ट|रद्द करें|पासवर्ड|"
    "खाता|सुनें|चलाएं|गैलरी|स्वीकार करें|"
    "सेटिंग्स|खोजें|मेनू|ईमेल|पिछला|अगला|"
    "वापस|खबर शेयर करें|इस खबर को शेयर करें|"
    "शेयर करें|साझा करें|शेयर|टिप्पणियां|"
    "टिप्पणी करें|प्रिंट|लिंक कॉपी करें|"
    "सेव करें|सब्सक्राइब करें|लॉग इन|"
    "फॉलो करें|फ़ॉलो करें|कमेंट करें|लॉगिन|"
    "हमें फॉलो करें|आपका मत|कॉपी लिंक",
    "zh": "關注我們|关注我们|分享至|转发|轉發|分享给好友|扫一扫分享|用微信扫描二维码|"
    "分享到微信|分享到微博|分享到facebook|分享到twitter|複製|"
    "复制|已复制|点赞 0|评论 0|发表|回复|回覆|举报|取消|发布|"
    "密码|忘记密码|用户名|创建账号|我的账户|会员专享|会员登录|立即订阅|"
    "订阅后继续阅读|保存|听新闻|播放|放大|查看图片|图集|接受|拒绝|"
    "设置|搜索|菜单|通知|上一页|下一页|返回|字体|字号|大|中|"
    "小|打印本页|关闭|纠错|我要纠错|阅读 0|责任编辑|參與評論|"
    "微信扫一扫|手机看新闻|分享|分享到|分享至|评论|評論|发表评论|"
    "收藏|打印|复制链接|複製連結|关注|關注|订阅|訂閱|登录|登入|"
    "注册|點讚|点赞|微信|微博|扫一扫|朋友圈|返回顶部|转发|轉發|"
    "列印|留言|我要评论|我要評論|發表評論|註冊|追蹤|字級|縮小|"
    "關閉|意见反馈|意見回饋|回頂端|加入收藏|推薦|讚|赞",
    "ja": "シェアする|ツイートする|クリップする|記事を保存|印刷する|"
    "ツイートする|シェアする|送る|lineで送る|lineで共有|"
    "facebookでシェア|twitterでシェア|xでシェア|pocket|"
    "はてブ|noteで書く|コピー|コピーしました|urlをコピー|いいね|"
    "コメントを書く|コメントを見る|コメントする|返信|通報|キャンセル|投稿|"
    "パスワード|パスワードを忘れた方|アカウント作成|マイページ|無料会員登録|"
    "有料会員登録|会員限定|会員限定記事|この記事は有料会員限定です|残り0文字|"
    "続きを読むには|ログインして読む|お気に入り|クリップ|後で読む|音声で聞く|"
    "音声|再生|画像を拡大|写真を拡大|フォトギャラリー|動画を見る|同意する|"
    "拒否|設定|検索|メニュー|メールアドレス|通知|前へ|次へ|戻る|"
    "文字サイズ|大|中|小|印刷する|スクラップ|購読|新規登録|"
    "記事を保存|保存する|マイニュース|朝刊|アプリ|シェア|共有|ポスト|"
    "ツイート|みんなのポストを見る|ブックマーク|はてなブックマーク|保存|"
    "メール|メールで送る|リンク|リンクをコピー|リンクをコピーする|印刷|"
    "記事を印刷する|コメント|フォロー|フォローする|登録|ログイン|会員登録|"
    "アプリで開く|この特集をフォロー|詳しくはこちら|詳しく見る|有料会員限定|"
    "日経の記事利用サービスについて|記事に関する報告|閉じる|x（旧twitter|"
    "このブログの更新情報を配信しています|メルマガ登録|続きを読む|拡大する|"
    "line|共有する|拡大|拡大画像|購読する|トップへ|ページトップへ|"
    "アンケート",
    "ko": "기사 저장|기사저장|글자 크기 조절|본문 글씨 키우기|본문 글씨 줄이기|스크랩하기|프린트|"
    "카카오톡 공유|카카오톡 공유하기|페이스북 공유|페이스북 공유하기|"
    "트위터 공유|트위터 공유하기|네이버 밴드|네이버 블로그|밴드|"
    "카카오스토리|복사|주소 복사|복사하기|좋아요 0|싫어요|댓글 0|"
    "댓글 보기|댓글 쓰기|댓글달기|답글|신고|취소|등록|비밀번호|"
    "아이디|비밀번호 찾기|내 정보|마이페이지|구독신청|뉴스레터|"
    "기사 듣기|음성으로 듣기|음성재생|재생|크게 보기|이미지 확대|"
    "이미지크게보기|사진확대|갤러리|동의|거부|설정|검색|메뉴|알림|"
    "이전|다음|뒤로|맨위로|목록|확대|축소|작게|크게|보통|번역|"
    "요약|본문 요약|기사제보|제보하기|북마크|저장|프린트|메일|"
    "메일보내기|공유|공유하기|기사 공유|기사공유|댓글|댓글쓰기|"
    "댓글정책|인쇄|인쇄하기|스크랩|스크랩 하기|링크 복사|url 복사|"
    "구독|구독하기|로그인|로그인하고|회원가입|무료 회원 가입|좋아요|"
    "닫기|사진 확대|글자 크기 변경하기|글자크기 설정|언어 변경하기|"
    "언어변경|공감순|최신순|오래된순|페이스북|트위터|카카오톡|이메일|"
    "top|회원용|가|기사 저장|글자크기|본문 글자 크기 조정|댓글보기|"
    "댓글 0개|글자 크기|기사저장|url복사",
    "th": "เฟซบุ๊ก|ทวิตเตอร์|ไลน์|คัดลอก|ถูกใจ|"
    "ตอบกลับ|รายงาน|ยกเลิก|รหัสผ่าน|บัญชี|"
    "ฟัง|เล่น|ขยาย|แกลเลอรี|ยอมรับ|ปฏิเสธ|"
    "ตั้งค่า|ค้นหา|เมนู|อีเมล|ก่อนหน้า|"
    "ถัดไป|กลับ|แชร์เลย|แชร์ข่าวนี้|"
    "สั่งพิมพ์|แชร์|แบ่งปัน|พิมพ์|"
    "ความคิดเห็น|แสดงความคิดเห็น|คัดลอกลิงก์|"
    "บันทึก|ติดตาม|สมัครสมาชิก|เข้าสู่ระบบ|"
    "ปิด|ส่งอีเมล|แชร์ข่าว|แชร์เรื่องนี้|ส่ง|"
    "กดไลก์",
    "vi": "chia sẻ facebook|chia sẻ bài viết|sao chép|đã sao chép|thích 0|trả lời|báo cáo|hủy|"
    "mật khẩu|quên mật khẩu|tạo tài khoản|tài khoản|nghe bài viết|nghe đọc bài|phát|phóng to|"
    "xem ảnh|chấp nhận|từ chối|cài đặt|tìm kiếm|menu|thông báo|trước|sau|quay lại|trở lại|"
    "cỡ chữ|google news|twitter|zalo|xem bình luận|ý kiến của bạn|tặng sao|chia sẻ|bình luận|"
    "in bài|in bài viết|lưu|lưu bài|gửi|sao chép liên kết|đăng nhập|đăng ký|theo dõi|thích|"
    "ý kiến|gửi bình luận|copy link|viết bình luận|đóng|về đầu trang",
    "id": "bagikan ke facebook|bagikan ke twitter|bagikan ke whatsapp|salin|disalin|suka|"
    "tulis komentarmu|lihat komentar|balas|laporkan|batal|kirim komentar|kata sandi|"
    "lupa kata sandi|buat akun|akun saya|khusus pelanggan|dengarkan|putar|perbesar|lihat foto|"
    "lihat galeri|terima|tolak|pengaturan|cari|menu|notifikasi|sebelumnya|selanjutnya|"
    "kembali|loading|google news|saluran whatsapp|bagikan|bagikan artikel ini|komentar|"
    "0 komentar|tulis komentar|cetak|simpan|salin tautan|salin link|langganan|berlangganan|"
    "masuk|daftar|ikuti|tutup|kirim|bagikan artikel|bagikan berita|tinggalkan komentar|"
    "tinggalkan balasan|ikuti kami|kembali ke atas",
    "sv": "dela på twitter|dela via e-post|kopiera|kopierad|gilla|skriv en kommentar|"
    "visa kommentarer|svara|anmäl|avbryt|publicera|lösenord|glömt lösenord|skapa konto|"
    "mitt konto|redan prenumerant|för prenumeranter|bli prenumerant|lyssna på artikeln|"
    "spela upp|förstora|visa bilder|acceptera|godkänn|avvisa|inställningar|sök|meny|"
    "e-postadress|notiser|föregående|nästa|tillbaka|rätta|tipsa oss|rapportera fel|dela|"
    "dela artikeln|dela på facebook|kommentarer|kommentera|skriv ut|spara|spara artikel|"
    "kopiera länk|prenumerera|logga in|följ|stäng|lyssna|visa mer|nyhetsbrev|"
    "lägg till kommentar|skicka|länk kopierad|registrera|följ oss|rätta artikeln|till toppen",
    "no": "del på twitter|del på e-post|del lenke|del saken|kopier|kopiert|lik|skriv en kommentar|"
    "vis kommentarer|svar|rapporter|avbryt|publiser|passord|glemt passord|opprett konto|"
    "min konto|for abonnenter|bli abonnent|allerede abonnent|lytt til saken|spill av|forstørr|"
    "vis bilder|godta|godkjenn|avvis|innstillinger|søk|meny|e-postadresse|varsler|forrige|"
    "neste|tilbake|tips oss|annulla|del|del artikkel|del artikkelen|del på facebook|"
    "kommentarer|kommenter|skriv ut|lagre|kopier lenke|abonner|logg inn|følg|lukk|lytt|"
    "vis mer|vis mindre|nyhetsbrev|legg til kommentar|send|lenke kopiert|registrer deg|"
    "følg oss|til toppen|meld feil",
    "da": "del på twitter|del via e-mail|del link|kopier|kopieret|synes godt om|skriv en kommentar|"
    "vis kommentarer|svar|anmeld|annuller|adgangskode|glemt adgangskode|opret konto|min konto|"
    "for abonnenter|bliv abonnent|lyt til artiklen|afspil|forstør|se billeder|accepter|afvis|"
    "indstillinger|søg|menu|e-mailadresse|forrige|næste|tilbage|tip os|del|del artiklen|"
    "del på facebook|kommentarer|kommenter|print|udskriv|gem|kopier link|abonner|log ind|"
    "følg|luk|lyt|vis mere|nyhedsbrev|skriv kommentar|send|link kopieret|tilmeld|følg os|"
    "til toppen",
    "fi": "jaa twitterissä|jaa whatsappissa|jaa sähköpostilla|kopioi|kopioitu|tykkää|"
    "kirjoita kommentti|näytä kommentit|vastaa|ilmoita|peruuta|julkaise|salasana|"
    "unohditko salasanan|luo tunnus|oma tili|vain tilaajille|tilaajille|kuuntele juttu|toista|"
    "suurenna|katso kuvat|hyväksy|hylkää|asetukset|haku|valikko|sähköposti|ilmoitukset|"
    "edellinen|seuraava|takaisin|anna palautetta|palaute|korjaa|jaa|jaa artikkeli|"
    "jaa facebookissa|kommentit|kommentoi|tulosta|tallenna|kopioi linkki|tilaa|kirjaudu|"
    "kirjaudu sisään|seuraa|sulje|kuuntele|näytä lisää|uutiskirje|lisää kommentti|lähetä|"
    "rekisteröidy|seuraa meitä|takaisin ylös",
    "cs": "tisknout|vytisknout|poslat e-mailem|poslouchat|"
    "sdílet na twitteru|sdílet e-mailem|sdílet článek|kopírovat|zkopírováno|líbí se mi|"
    "přidat komentář|zobrazit komentáře|odpovědět|nahlásit|zrušit|odeslat|heslo|"
    "zapomenuté heslo|vytvořit účet|můj účet|pouze pro předplatitele|předplatné|předplatit|"
    "poslechnout článek|přehrát|zvětšit|zobrazit fotky|fotogalerie|galerie|přijmout|odmítnout|"
    "nastavení|hledat|menu|e-mail|upozornění|předchozí|další|zpět|nahlásit chybu|"
    "tip redakci|reklama 0|sdílet|sdílejte|sdílet na facebooku|komentáře|diskuse|diskuze|"
    "vytisknout|tisk|uložit|kopírovat odkaz|přihlásit|přihlásit se|registrovat|odebírat|"
    "zavřít|zobrazit vše|zobrazit více|vstoupit do diskuse|"
    "následuje obsah vložený z jiného webu. zde jej můžete přeskočit|"
    "přejít před obsah vložený z jiného webu|poslechnout|diskutovat|napsat komentář|poslat|"
    "registrace|sledovat|nahoru",
    "el": "facebook|twitter|αντιγραφή|μου αρέσει|απάντηση|αναφορά|ακύρωση|κωδικός|λογαριασμός|"
    "ακούστε|μεγέθυνση|αποδοχή|απόρριψη|ρυθμίσεις|αναζήτηση|μενού|προηγούμενο|επόμενο|πίσω|"
    "στείλε το άρθρο|newsletter|κοινοποίηση|μοιραστείτε|μοιράσου|σχόλια|σχολιάστε|εκτύπωση|"
    "αποθήκευση|αντιγραφή συνδέσμου|εγγραφή|σύνδεση|κλείσιμο|ακολουθήστε μας|μοιραστείτε το|"
    "προσθήκη σχολίου|αφήστε ένα σχόλιο|αποστολή",
    "ro": "distribuie pe facebook|trimite|copiază|îmi place|răspunde|raportează|anulează|parolă|"
    "cont|contul meu|ascultă|redă|mărește|galerie foto|acceptă|respinge|setări|caută|meniu|"
    "anterior|următor|următorul|înapoi|newsletter|google news|distribuie|distribuiți|share|"
    "comentarii|comentează|adaugă un comentariu|tipărește|printează|salvează|copiază link|"
    "copiază linkul|abonează-te|autentificare|urmărește-ne|lasă un comentariu|lasă un răspuns|"
    "înregistrare|închide",
    "hu": "megosztás facebookon|küldés e-mailben|másolás|tetszik|válasz|jelentés|mégse|jelszó|fiók|"
    "meghallgatás|lejátszás|nagyítás|galéria|elfogadom|elutasítom|beállítások|keresés|menü|"
    "előző|következő|vissza|hírlevél|google news|megosztás|megosztom|hozzászólások|"
    "hozzászólok|nyomtatás|mentés|link másolása|feliratkozás|feliratkozom|bejelentkezés|"
    "regisztráció|követés|bezárás|küldés|hozzászólás|szólj hozzá|új hozzászólás|kommentek|"
    "komment|elküldöm|belépés|előfizetés|kövess minket|vissza a tetejére",
    "bg": "сподели|споделете|сподели във facebook|коментирай|коментари|0 коментара|напиши коментар|"
    "остави коментар|добави коментар|абонирай се|абонамент|харесай|последвай ни|следвайте ни|"
    "изпрати|принтирай|отпечатай|гласувай|резултати|вход|регистрация|дари сега|копирай линка|"
    "докладвай|затвори|прочети още",
    "sr": "подели|поделите|коментари|коментариши|пошаљи коментар|остави коментар|podeli|podelite|"
    "komentari|komentar|komentariši|pošalji komentar|ostavi komentar|ostavite komentar|"
    "ostavi odgovor|pošalji|štampaj|odštampaj|prijavi se|prijava|registruj se|pretplati se|"
    "zapratite nas|pratite nas|vidi sve komentare|svi komentari|0 komentara|sviđa mi se|"
    "zatvori|na vrh|anketa|glasaj",
    "hr": "podijeli|podijelite|podijeli članak|komentari|komentiraj|komentiraj članak|dodaj komentar|"
    "ostavi komentar|prikaži komentare|pogledaj komentare|prijavi se|prijava|registriraj se|"
    "registracija|pretplati se|pretplata|pratite nas|ispiši|isprintaj|pošalji|kopiraj link|"
    "spremi|zatvori|na vrh|prijavi grešku|0 komentara",
    "sl": "deli|delite|deli na facebooku|komentarji|komentiraj|oddaj komentar|napiši komentar|"
    "dodaj komentar|prijava|prijavi se|registracija|naroči se|sledite nam|natisni|pošlji|"
    "kopiraj povezavo|zapri|na vrh",
    "sk": "vytlačiť|poslať e-mailom|"
    "zdieľať|zdieľaj|zdieľať na facebooku|diskusia|diskutovať|komentáre|komentár|"
    "pridať komentár|vytlačiť|poslať|poslať e-mailom|uložiť|kopírovať odkaz|prihlásiť|"
    "prihlásiť sa|registrovať|odoberať|predplatné|sledujte nás|zavrieť|hore|nahlásiť chybu|"
    "páči sa mi",
    "sq": "shpërndaje|shpërndaje në|shpërndaj|komente|komento|lini një koment|leni një koment|"
    "lini një përgjigje|0 komente|abonohu|na ndiqni|regjistrohu|printo|dërgo|lexoni më shumë|"
    "lexo më shumë|kopjo linkun",
    "mk": "сподели|споделете|коментари|коментирај|остави коментар|претплати се|следете не|испрати|печати|затвори",
    "et": "jaga|jaga facebookis|kommentaarid|kommenteeri|lisa kommentaar|logi sisse|telli|prindi|saada|sulge|vihje",
    "lv": "dalies|dalīties|komentāri|komentēt|pievienot komentāru|pieslēgties|abonēt|drukāt|sūtīt|aizvērt|seko mums",
    "lt": "dalintis|dalinkitės|pasidalinti|komentarai|komentuoti|rašyti komentarą|prisijungti|"
    "prenumeruoti|spausdinti|siųsti|uždaryti|sekite mus",
    "bn": "শেয়ার|শেয়ার করুন|মন্তব্য|মন্তব্য করুন|মন্তব্য লিখুন|প্রিন্ট|সাবস্ক্রাইব|লগইন|ফেসবুকে শেয়ার|কপি লিংক",
    "ur": "شیئر کریں|شیئر|تبصرے|تبصرہ کریں|پرنٹ|سبسکرائب کریں|لاگ ان",
    "ta": "பகிர்|பகிர்க|கருத்துகள்|கருத்து தெரிவிக்க",
    "te": "షేర్ చేయండి|కామెంట్లు",
    "mr": "शेअर करा|प्रतिक्रिया|टिप्पणी द्या",
    "ml": "ഷെയർ|അഭിപ്രായങ്ങൾ",
    "gu": "શેર કરો|ટિપ્પણીઓ",
    "pa": "ਸਾਂਝਾ ਕਰੋ",
    "ca": "comparteix|compartir a facebook|comentaris|comenta|deixa un comentari|imprimeix|subscriu-"
    "te|inicia sessió|envia|tanca|segueix-nos",
    "ms": "kongsi|kongsikan|komen|tinggalkan komen|cetak|langgan|log masuk|ikuti kami|tutup",
    "af": "deel|deel op facebook|kommentaar|lewer kommentaar|druk|teken in|meld aan|volg ons",
}

NETWORKS = listed(
    "facebook twitter x whatsapp email e-mail print reddit pinterest linkedin tumblr flipboard "
    "pocket messenger telegram "
    "instagram youtube bluesky threads mastodon note line sms copy link share tweet pin "
    "post send mail sharing options bookmark vk viber "
    "xing comments more plus google google+ via to on facebooktwitter embed video photo "
    "image close flipboardsendlinkedinmessenger "
    "facebooktwitterflipboardsendlinkedinmessenger skype snapchat tiktok rss feed baidu "
    "weibo wechat kakaotalk hatena bloglovin teilen "
    "partager compartir condividi compartilhar stumbleupon digg delicious drucken merken",
    " ",
)
"""Words of share bars. A line made of nothing else, and more than one of them, is one."""

NAV: Table = {
    "en": "from our partners|more from our network|from our network|"
    "read more stories|more stories|more top stories|you might also like|more like this|"
    "you might also be interested in|you may also be interested in|"
    "continue watching|see also|in case you missed it|more headlines|most viewed|most shared|"
    "most commented|stories you may like|other stories|next story|previous story|"
    "today's headlines|"
    "about us|contact us|contact|privacy|privacy policy|cookie policy|terms|terms of use|"
    "terms of service|terms and conditions|faq|faqs|help|careers|jobs|advertise|archive|"
    "archives|sitemap|site map|rss|services|support|useful links|quick links|legal|press|"
    "our team|newsroom|subscribe|partners|our partners|community|blogs|shop|store|events|"
    "weather|horoscope|puzzles|games|crossword|classifieds|all articles|more articles|"
    "more from this author|more by this author|more from author|more like this|"
    "more in this section|more to read|more for you|more coverage|our picks|our top picks|"
    "must reads|must read|hot topics|hot right now|in case you missed it|icymi|in other news|"
    "elsewhere|from our archives|from the archives|you may have missed|people also read|"
    "others also read|readers also liked|related reading|related tags|related categories|"
    "related searches|explore|explore topics|explore more topics|discover|discover more|"
    "this week|today's headlines|headlines|breaking news|live updates|live blog|just in|"
    "new today|what's new|what's hot|staff picks|best of|most recent|most discussed|"
    "most emailed|most searched|top news|top videos|featured video|featured videos|"
    "video of the day|latest video|latest videos|photos of the day|next up|up next in|"
    "next article|prev|previous post|next post|previous article|post navigation|categories|"
    "category|tagged|tagged with|tagged in|tag|article tags|story tags|keywords|subjects|"
    "locations|people|organizations|companies|in this series|part of a series|series|"
    "read the series|special report|special reports|newsletters|podcasts|about the author|"
    "author|written by|reporter|share your thoughts|opinion|editorials|columnists|sections|"
    "go to homepage|back to home|back to news|back home|homepage|main menu|skip to|top|"
    "see more stories|see more|show more stories|view all stories|view all posts|all stories|"
    "all posts|more posts|recent articles|popular posts|popular articles|trending articles|"
    "trending news|trending videos|trending on|trending in|most popular stories|"
    "most popular articles|most read articles|most read stories|most viewed articles|"
    "top articles|sponsored links|recommended articles|recommended reading|recommended videos|"
    "suggested|suggested for you|suggested articles|handpicked|don't miss out|related products|"
    "buy now|shop now|learn more|find out more|details|full story|full article|full coverage|"
    "read full story|read this next|what to watch|watch next|now playing|playing|live|replay|"
    "topics you may like|edition|editions|cities|city news|read more|read more about|"
    "read next|read also|also read|more on this|more on this story|more on this topic|"
    "more from|related|related content|related articles|related article|related stories|"
    "related story|related posts|related topics|related news|related coverage|related links|"
    "related video|related videos|see also|most read|most popular|most viewed|most shared|"
    "most commented|most watched|trending|trending now|trending stories|trending topics|"
    "popular|popular now|popular stories|latest|latest news|latest stories|"
    "latest national stories|top stories|recent stories|recent posts|recommended|"
    "recommended for you|recommended stories|you may also like|you might also like|"
    "you might like|more stories|more news|more to explore|more about|more on|more videos|"
    "more from the web|editor's picks|editors' picks|editors picks|don't miss|up next|"
    "what to read next|further reading|filed under|posted in|tags|topics|"
    "topics in this article|published under|this article tagged under|in this article|"
    "in this story|in the news|article content|breadcrumb trail links|loading|slideshow|watch|"
    "watch more|[pullquote]|pullquote|close|just watched|prev image 0 of 0|next image 0 of 0|"
    "see related|click to enlarge|tap to enlarge|more here|must watch|keep reading|"
    "continue reading|continue reading the main story|find tickets|see full schedule|home|"
    "featured|featured stories|more stories from|site navigation|posts|voucher codes|videos|"
    "explore more|stories for you|read next story|next story|previous story|"
    "click here to read more|read the full story|read full article|view all|see all|all topics|"
    "all news|story timeline|more great wired stories|this article is related to|more in|"
    "popular topics|top video|popular videos|more headlines|latest headlines|top headlines|"
    "you might be interested in|we recommend|older posts|newer posts|recent comments|"
    "latest posts|latest articles|more top stories|similar articles|similar posts|"
    "posts navigation|search for|primary menu|secondary menu|breadcrumb|you are here|meta|"
    "blogroll|tag cloud|filed in|organizations in this story|people in this story|dive deeper|"
    "go deeper|around the network|elsewhere on the web|partner content|press releases|"
    "obituaries|job listings|real estate listings|weather forecast|todays paper|today's paper|"
    "e-paper|epaper|horoscopes|comics|photo galleries|galleries|special sections|"
    "privacy notice|cookie notice|accessibility statement|accessibility|corrections policy|"
    "ethics policy|advertising guidelines|help center|customer service|our staff|masthead|"
    "site index|rss feeds|mobile apps|apps|home news|show all stories|load more stories|"
    "view full article",
    "de": "lesen sie hier mehr|aus dem ressort|passend dazu|mehr aus dem ressort|weitere meldungen|"
    "weitere themen|mehr artikel|weitere beiträge|weitere nachrichten|mehr nachrichten|zum thema|"
    "auch spannend|das interessiert sie vielleicht auch|aktuelle nachrichten|beliebte artikel|"
    "meistkommentiert|top-themen|"
    "impressum|datenschutz|kontakt|agb|nutzungsbedingungen|über uns|hilfe|faq|karriere|jobs|"
    "stellenangebote|mediadaten|archiv|sitemap|rss|service|services|abo & shop|shop|partner|"
    "partnerangebote|veranstaltungen|wetter|horoskop|rätsel|spiele|alle artikel|alle beiträge|"
    "weitere beiträge|mehr artikel|mehr von diesem autor|mehr vom autor|mehr lesen|"
    "mehr entdecken|mehr aus diesem ressort|mehr aus der rubrik|mehr aus der redaktion|"
    "mehr nachrichten|mehr zu diesem thema|mehr zu diesen themen|verwandte beiträge|"
    "verwandte links|ähnliche artikel|ähnliche beiträge|ähnliche themen|auch spannend|"
    "auch lesenswert|interessante artikel|interessant|unsere empfehlungen|unsere highlights|"
    "empfehlung der redaktion|redaktionsempfehlung|redaktionstipps|tipps der redaktion|"
    "leserempfehlung|leser interessierten sich auch für|andere leser interessierte auch|"
    "das interessiert andere leser|top-themen|top themen|top-artikel|top news|eilmeldung|live-"
    "ticker|liveticker|newsticker|ticker|im fokus|im überblick|dossier|dossiers|serie|"
    "schwerpunkt|hintergrund|ressort|ressorts|rubrik|rubriken|kategorien|tags|tag|"
    "stichwörter|stichworte|artikel zum thema|beiträge zum thema|videos zum thema|links|"
    "weiterführende links|quellen und links|nächster beitrag|vorheriger beitrag|"
    "beitragsnavigation|zurück zur übersicht|zurück zur startseite|zur übersicht|übersicht|"
    "autor|autorin|über den autor|über die autorin|zum autor|autoreninfo|meistgesehen|"
    "meistgelesen in|die meistgelesenen artikel|beliebteste artikel|beliebte artikel|trending|"
    "neu|neueste beiträge|aktuelle nachrichten|aktuelle themen|aktuelle artikel|"
    "die neuesten nachrichten|kurzmeldungen|mehr videos|alle videos|video-tipp|podcast|"
    "podcasts|jetzt lesen|hier lesen|anzeigenmarkt|stellenanzeigen|zum artikel|"
    "zum thema passend|siehe auch|lesen sie dazu auch|lesen sie jetzt|jetzt auch interessant|"
    "service-links|lesen sie auch|lesen sie hier|lesen sie mehr|lesen sie mehr zum thema|"
    "lesen sie mehr zu diesen themen|lesen sie dazu|lesen sie weiter|mehr zum thema|mehr dazu|"
    "mehr zu|mehr aus|mehr aus dem ressort|auch interessant|das könnte sie auch interessieren|"
    "das könnte dich auch interessieren|weitere artikel|weitere themen|weitere meldungen|"
    "weiterlesen|meistgelesen|meistgelesene artikel|meistkommentiert|am meisten gelesen|beliebt|"
    "empfohlen|empfehlungen|aktuelles|aktuelle meldungen|neueste artikel|neueste|schlagzeilen|"
    "alle schlagzeilen anzeigen|schlagwörter|schlagworte|schlagwörter zu diesem artikel|themen|"
    "alle themen|themenseiten|kategorie|zum thema|startseite|zur startseite|seitennavigation|"
    "inhalt|aktueller artikel|stellenmarkt|detailsuche|verwandte artikel|verwandte themen|"
    "hinweis auf einen verwandten artikel|mehr news|news & schlagzeilen|mehr anzeigen|lesetipps|"
    "passend zum thema|links zum thema|zum weiterlesen|topthemen|aus dem archiv|nachrichten|"
    "beliebte themen|neue nachrichten|themen im artikel|meistgelesen in der rubrik|meist gelesen|"
    "das könnte sie interessieren|empfohlene artikel|weitere videos|mehr videos für dich|"
    "nächster artikel|vorheriger artikel|letzte beiträge|neueste kommentare|zurück zur liste|"
    "artikel anzeigen|ansprechpartner|pressekontakt|datenschutzerklärung|hinweis zu der meldung|"
    "infobox|immobilien|e-paper|bildergalerien|mehr laden|alle anzeigen",
    "fr": "ces articles peuvent vous intéresser|afficher plus|charger plus|nous contacter|accueil|"
    "fil info|vidéo suivante|à découvrir|à ne pas manquer|nos dernières actualités|"
    "les plus commentés|les plus partagés|vous aimerez aussi|plus d'articles|dans l'actualité|"
    "sur le même thème|articles récents|derniers articles|"
    "mentions légales|contact|contactez-nous|qui sommes-nous|qui êtes-vous|plan du site|"
    "archives|données personnelles|politique de confidentialité|conditions générales|cgu|aide|"
    "faq|services|boutique|partenaires|annonces légales|météo|horoscope|jeux|"
    "tous les articles|plus d'articles|plus d'infos|plus d'actualités|du même auteur|"
    "articles du même auteur|articles recommandés|articles similaires|articles associés|"
    "articles connexes|à lire également|à lire ensuite|à lire sur le site|lire plus|"
    "lire l'article|voir plus|voir tous les articles|voir toutes les vidéos|ne manquez pas|"
    "à ne pas manquer|vous aimerez peut-être|vous pourriez aimer|cela peut vous intéresser|"
    "nos recommandations|nos suggestions|notre dossier|dossier|dossiers|série|séries|"
    "rubriques|rubrique|catégories|tags associés|mots clés|thèmes associés|sujets associés|"
    "l'actualité|l'essentiel|l'info en continu|en continu|en direct|le direct|"
    "dernières nouvelles|derniers articles|dernière minute|les dernières infos|top articles|"
    "tendances|le plus populaire|les plus partagés|les plus commentés|articles populaires|"
    "populaire|vidéos|nos vidéos|toutes les vidéos|podcasts|article précédent|article suivant|"
    "précédent|suivant|retour à l'accueil|l'auteur|à propos de l'auteur|sur le web|"
    "ailleurs sur le web|édition|éditions|services le monde|newsletters|lire aussi|"
    "à lire aussi|a lire aussi|lire également|lire la suite|à lire|voir aussi|à voir aussi|"
    "sur le même sujet|sur le même thème|à la une|les plus lus|le plus lu|articles liés|"
    "articles les plus lus|en lecture suivant|dernières actualités|recommandé|"
    "recommandé pour vous|vous aimerez aussi|à découvrir|mots-clés|tags|sujets|thèmes|"
    "dans la même rubrique|en savoir plus|notre sélection|nos derniers articles|"
    "contenus sélectionnés|aller plus loin|pour aller plus loin|articles en relation|"
    "sur ce thème|les dernières news|les plus populaires|actualité en continu|étiquettes|"
    "voir tout|tout voir|nos dossiers|petites annonces|il ne fallait pas manquer",
    "es": "continúa leyendo|inicio|noticias recomendadas|lo más comentado|lo más compartido|lo último|"
    "más leídas|las más leídas|más vistas|otras noticias|contenido relacionado|te puede gustar|"
    "no te pierdas|más de|notas relacionadas|temas del día|temas de esta nota|"
    "contacto|contáctanos|quiénes somos|aviso legal|política de privacidad|política de cookies|"
    "términos y condiciones|publicidad|hemeroteca|archivo|servicios|tienda|ayuda|tiempo|"
    "horóscopo|juegos|pasatiempos|más artículos|más noticias de|del mismo autor|"
    "más sobre este tema|más en|más contenido|más vistas|más leído|más leídos|los más leídos|"
    "las más leídas|los más vistos|lo más comentado|lo más popular|noticias de hoy|"
    "noticias destacadas|destacado|destacadas|en portada|portada|actualidad|última hora|"
    "en directo|en vivo|lo más reciente|recientes|tendencias|tendencia|te sugerimos|"
    "también te puede gustar|también en|también te interesa|te interesa|quizás te interese|"
    "podría interesarte|puede interesarte|recomendamos|artículos recomendados|"
    "nuestras recomendaciones|ver todas|ver todos|ver todas las noticias|leer artículo|"
    "leer noticia|leer completo|artículo anterior|artículo siguiente|noticia anterior|"
    "siguiente noticia|volver a la portada|sobre el autor|autor|secciones|categorías|categoría|"
    "palabras clave|temas de la nota|en esta nota|en esta noticia|tags|vídeos|videos|galerías|"
    "podcasts|especiales|boletines|enlaces de interés|enlaces relacionados|variedades|"
    "lea también|lee también|leer también|leer más|lea más|te puede interesar|"
    "le puede interesar|también te puede interesar|noticia relacionada|noticias relacionadas|"
    "artículos relacionados|relacionado|más información|más noticias|más temas|lo más leído|"
    "lo más visto|más leídas|lo último|últimas noticias|temas|temas relacionados|etiquetas|"
    "ver también|recomendado|recomendados|te recomendamos|destacados|archivado en|"
    "contenido relacionado|sigue leyendo|no te pierdas|entrada anterior|entrada siguiente|"
    "ver todo|cargar más|vea también|ver enlaces de interés|contáctenos|obituarios|"
    "videos virales|caricaturas|portadas|encuestas anteriores|se encuentra usted aquí|"
    "volver a inicio|mapa del sitio",
    "it": "informativa sulla privacy|più letti|i più visti|più lette|le più lette|altri articoli|"
    "altre notizie|articoli recenti|ultimi articoli|leggi anche:|da non perdere|in evidenza|"
    "contenuti correlati|potrebbe interessarti anche|"
    "contatti|chi siamo|privacy|informativa privacy|note legali|cookie policy|archivio|"
    "mappa del sito|servizi|pubblicità|aiuto|meteo|oroscopo|giochi|altri articoli|"
    "tutti gli articoli|articoli recenti|articoli simili|articolo precedente|articolo successivo|"
    "dello stesso autore|ti potrebbero interessare|potrebbero interessarti|"
    "potrebbe interessarti anche|ti consigliamo|consigliati per te|da non perdere|da leggere|"
    "leggi di più su|leggi l'articolo|leggi ancora|i più letti di oggi|più lette|più visti|"
    "i più visti|ultimi articoli|ultime news|ultima ora|in primo piano|primo piano|in diretta|"
    "tendenze|dal web|sul web|tag articolo|categorie|sezioni|autore|l'autore|video|"
    "tutti i video|foto|podcast|speciali|speciale|dossier|home page|vai alla home|"
    "torna alla home|guarda i video|vedi tutti|vedi altro|scopri di più|leggi anche|"
    "leggi altro|leggi di più|leggi tutto|per approfondire|articoli correlati|notizie correlate|"
    "correlati|raccomandati per te|consigliati|potrebbe interessarti|ti potrebbe interessare|"
    "i più letti|più letti|le più lette|ultime notizie|ultim'ora|tag|argomenti|vedi anche|"
    "guarda anche|altre notizie|in evidenza|rubriche|temi|dalla home|mostra altro|"
    "carica altri|redazione|privacy policy|termini e condizioni|approfondimenti",
    "pt": "em alta|as mais lidas|mais vistas|mais notícias|conteúdo relacionado|veja mais notícias|"
    "últimas|leia mais sobre|tópicos|temas|você também pode gostar|recomendadas para você|"
    "não perca|"
    "contato|contacto|contactos|fale conosco|quem somos|sobre nós|política de privacidade|"
    "termos de uso|termos e condições|expediente|arquivo|arquivos|serviços|anuncie|ajuda|"
    "tempo|horóscopo|jogos|mais artigos|mais conteúdo|mais sobre este assunto|mais do autor|"
    "do mesmo autor|leia a seguir|leia a íntegra|leia a notícia completa|ler mais|ler artigo|"
    "ler notícia|veja todas|ver todas|ver todos|notícias recentes|artigos recentes|"
    "posts recentes|em alta|mais populares|mais vistas|mais vistos|mais comentadas|"
    "as mais vistas|o mais lido|os mais lidos|agora|ao vivo|última hora|em destaque|destaque|"
    "não perca|você pode gostar|você também pode gostar|pode gostar|pode interessar|"
    "também pode gostar|veja mais notícias|confira também|outras notícias|tendências|"
    "artigo anterior|próximo artigo|artigo seguinte|sobre o autor|autor|categorias|categoria|"
    "palavras-chave|editorias|seções|secções|vídeos|todos os vídeos|podcasts|especiais|"
    "últimos vídeos|capa|início|página inicial|leia também|leia mais|veja também|saiba mais|"
    "veja mais|notícias relacionadas|relacionadas|relacionados|artigos relacionados|mais lidas|"
    "mais lidos|as mais lidas|últimas notícias|últimas|mais notícias|recomendado|recomendados|"
    "recomendadas para você|tópicos|tags|assuntos|temas|assista também|destaques|"
    "continue lendo|continuar lendo|últimas publicações|matérias relacionadas|momentos-chave|"
    "etiquetas|post anterior|próximo post|ver mais|ver tudo|carregar mais|a nossa rede",
    "nl": "laad meer|privacybeleid|meer over dit onderwerp|meer nieuws|best gelezen|meest bekeken|"
    "laatste nieuws|lees ook:|gerelateerd|ook interessant|aanbevolen|"
    "contact|over ons|privacy|privacyverklaring|cookiebeleid|algemene voorwaarden|adverteren|"
    "archief|service|klantenservice|weer|puzzels|meer artikelen|meer van deze auteur|"
    "gerelateerd nieuws|lees verder onder|aanraders|aanbevolen voor jou|ook interessant|"
    "uitgelicht|trending|laatste artikelen|net binnen|nu in het nieuws|populairste|"
    "best gelezen|meest bekeken|video's|podcasts|rubrieken|categorieën|trefwoorden|"
    "vorig artikel|volgend artikel|terug naar home|alle artikelen|meer laden|lees ook|"
    "lees meer|lees verder|meer over|meer nieuws|gerelateerd|gerelateerde artikelen|"
    "meest gelezen|populair|laatste nieuws|aanbevolen|tags|onderwerpen|bekijk ook|zie ook",
    "pl": "najnowsze|polecane|zobacz więcej|warto przeczytać|najpopularniejsze|ostatnie wiadomości|"
    "więcej na ten temat|podobne artykuły|najczęściej komentowane|"
    "kontakt|o nas|regulamin|polityka prywatności|redakcja|archiwum|serwisy|ogłoszenia|"
    "pogoda|horoskop|gry|więcej artykułów|więcej wiadomości|zobacz wszystkie|czytaj dalej|"
    "czytaj całość|przeczytaj|polecamy również|polecane artykuły|polecane dla ciebie|"
    "podobne artykuły|podobne|mogą cię zainteresować|może cię zainteresować|najnowsze wiadomości|"
    "najnowsze artykuły|popularne teraz|na topie|gorące tematy|wideo|galerie|podcasty|"
    "kategorie|słowa kluczowe|poprzedni artykuł|następny artykuł|strona główna|autor|o autorze|"
    "więcej od autora|wiadomości|aktualności|ważne|na żywo|partnerzy|prenumerata|"
    "czytaj więcej|czytaj także|czytaj też|czytaj również|zobacz też|zobacz także|"
    "zobacz również|przeczytaj także|przeczytaj też|przeczytaj również|powiązane|"
    "powiązane artykuły|polecane|polecamy|najnowsze|najczęściej czytane|najpopularniejsze|"
    "popularne|więcej na ten temat|tagi|tematy|warto przeczytać|zobacz więcej",
    "tr": "ilgili haberler|bunları da oku|ayrıca oku|daha fazla göster|son haberler|diğer haberler|"
    "en çok okunan|öne çıkanlar|önerilen haberler|sonraki haber|önceki haber|"
    "iletişim|hakkımızda|künye|gizlilik politikası|kullanım şartları|arşiv|hava durumu|"
    "burçlar|oyunlar|yazarlar|galeri|video|foto galeri|tüm haberler|diğer yazıları|"
    "yazarın diğer yazıları|sıradaki haber|önceki haber|sonraki haber|öne çıkanlar|"
    "öne çıkan haberler|popüler haberler|popüler|günün haberleri|günün manşetleri|manşet|trend|"
    "son eklenenler|canlı|ilginizi çekebilir|ilginizi çekebilecek haberler|önerilen|"
    "anahtar kelimeler|kategoriler|anasayfa|ana sayfa|haberin detayları|ilgili haberler|"
    "ilgili haber|ilgili konular|benzer haberler|ayrıca okuyun|ayrıca bakınız|devamını oku|"
    "en çok okunanlar|çok okunanlar|son dakika|son haberler|diğer haberler|önerilen haberler|"
    "etiketler|okumaya devam et|bunlar da ilginizi çekebilir|gündem",
    "ru": "главное сегодня|новости по теме|похожие материалы|рекомендуем|выбор редакции|лента новостей|"
    "все новости|другие новости|самое популярное|популярные новости|сейчас читают|"
    "главные новости|свежие новости|еще по теме|ещё по теме|"
    "контакты|о нас|о проекте|редакция|реклама на сайте|архив|вакансии|"
    "политика конфиденциальности|погода|гороскоп|игры|все материалы|все статьи|больше новостей|"
    "ещё новости|еще новости|другие материалы|другие статьи|похожие материалы|похожие статьи|"
    "связанные материалы|рекомендуемые|рекомендуем почитать|вам может быть интересно|"
    "вам может понравиться|интересное|самое интересное|самое популярное|популярные статьи|"
    "популярные материалы|топ|лента новостей|лента|свежие новости|новости дня|сейчас читают|"
    "сейчас обсуждают|читают сейчас|важное|в центре внимания|выбор редакции|спецпроекты|сюжеты|"
    "рубрики|рубрика|категории|метки|ключевые слова|автор|об авторе|другие публикации автора|"
    "предыдущая статья|следующая статья|на главную|главная|видео|фото|подкасты|"
    "материалы партнеров|новости партнеров|новости сми2|читайте также|читать также|читайте ещё|"
    "читайте еще|смотрите также|см. также|по теме|материалы по теме|похожие новости|"
    "другие новости|последние новости|популярное|самое читаемое|главное|рекомендуем|теги|темы|"
    "подробнее|ещё по теме|еще по теме|все публикации|все новости|новости по теме|"
    "главные новости|читать далее",
    "uk": "показати більше|новини по темі|матеріали по темі|за темою|схожі новини|рекомендуємо|"
    "вибір редакції|стрічка новин|усі новини|всі новини|інші новини|головні новини|"
    "популярні новини|зараз читають|"
    "контакти|про нас|про проєкт|редакція|архів|вакансії|погода|гороскоп|ігри|всі матеріали|"
    "всі статті|більше новин|інші матеріали|схожі матеріали|схожі статті|схожі новини|"
    "пов'язані матеріали|рекомендоване|вам може бути цікаво|цікаве|найпопулярніше|найцікавіше|"
    "топ|стрічка новин|стрічка|свіжі новини|новини дня|зараз читають|важливе|вибір редакції|"
    "спецпроєкти|рубрики|рубрика|категорії|мітки|ключові слова|автор|про автора|"
    "попередня стаття|наступна стаття|на головну|головна|відео|фото|подкасти|новини партнерів|"
    "останнє|читайте також|читати також|дивіться також|за темою|матеріали за темою|"
    "останні новини|популярне|головне|рекомендуємо|теги|теми|детальніше|інші новини|"
    "усі публікації|всі новини|головні новини",
    "ar": "موضوعات متعلقة|أخبار ذات صلة|مواد ذات صلة|الأكثر مشاهدة|آخر الأخبار|أحدث الأخبار|"
    "المزيد من الأخبار|قد يهمك أيضا|قد يعجبك أيضا|اقرأ أيضاً|اقرأ أيضًا|موضوعات ذات صلة|"
    "كلمات دلالية|الأكثر تعليقا|"
    "اتصل بنا|من نحن|سياسة الخصوصية|شروط الاستخدام|أرشيف|الأرشيف|الطقس|وظائف|خدمات|"
    "أخبار متعلقة|أخبار مشابهة|مقالات مشابهة|مقالات متعلقة|موضوعات مشابهة|موضوعات ذات صلة|"
    "مواضيع متعلقة|المزيد من الأخبار|المزيد من|آخر المقالات|أحدث الأخبار|أحدث المقالات|"
    "الأكثر شعبية|الأكثر تعليقا|الأكثر تفاعلا|الأكثر تداولا|عاجل|مباشر|مختارات|اخترنا لكم|"
    "قد يعجبك أيضا|قد يعجبك|ننصحكم|فيديو|صور|بودكاست|الكلمات الدلالية|وسوم|الوسوم|تصنيفات|"
    "الكاتب|عن الكاتب|المقال السابق|المقال التالي|الخبر السابق|الخبر التالي|الصفحة الرئيسية|"
    "عرض المزيد|عرض الكل|اقرأ أيضا في|اقرأ أيضا|اقرأ أيضاً|اقرأ ايضا|إقرأ أيضا|اقرأ المزيد|"
    "المزيد|للمزيد|مواضيع ذات صلة|أخبار ذات صلة|اخبار ذات صلة|موضوعات متعلقة|مقالات ذات صلة|"
    "شاهد أيضا|شاهد أيضاً|الأكثر قراءة|آخر الأخبار|مقالات أخرى للكاتب|ذات صلة|كلمات مفتاحية|"
    "قد يهمك|الأكثر مشاهدة",
    "fa": "پربازدیدترین‌ها|پربازدیدترین|آخرین اخبار|خبرهای مرتبط|مطالب پیشنهادی|پیشنهاد ما|برچسب‌ها|بیشتر بخوانید:|"
    "بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|پربازدیدترین|پربازدیدها|"
    "پیشنهاد ما|آخرین اخبار|برچسب‌ها|برچسب ها|ادامه مطلب|مرتبط",
    "he": "קראו עוד|כתבות נוספות|עוד בנושא|אולי יעניין אותך|כתבות מומלצות|חדשות אחרונות|"
    "צור קשר|אודות|מדיניות פרטיות|תנאי שימוש|ארכיון|מזג אוויר|עוד חדשות|כתבות קשורות|"
    "אולי תאהבו גם|מומלצים|מומלץ|הכי נקראות|הנצפות ביותר|חדשות אחרונות|עדכונים אחרונים|מבזקים|"
    "פופולרי|וידאו|תמונות|פודקאסט|נושאים|מילות מפתח|קטגוריות|הכתבה הקודמת|הכתבה הבאה|"
    "לדף הבית|עמוד הבית|עוד כתבות בנושא|לכל הכתבות|הכותב|קראו גם|קרא גם|עוד בנושא|"
    "כתבות נוספות|עוד כתבות|הנקראות ביותר|תגיות|המשך קריאה|אולי יעניין אותך|עוד באתר",
    "hi": "इसे भी पढ़ें|यह खबर भी पढ़ें|यह भी पढ़ें|ताजा खबरें|ताज़ा ख़बरें|टॉप न्यूज़|बड़ी खबरें|लेटेस्ट न्यूज़|"
    "सबसे ज़्यादा पढ़ी गईं|और भी पढ़ें|"
    "संपर्क करें|हमारे बारे में|गोपनीयता नीति|"
    "मौसम|राशिफल|संबंधित|संबंधित लेख|"
    "और खबरें|अन्य खबरें|ताज़ा समाचार|"
    "बड़ी खबरें|मुख्य समाचार|टॉप न्यूज़|"
    "ट्रेंडिंग|लोकप्रिय|वीडियो|फोटो गैलरी|"
    "पॉडकास्ट|टैग्स|श्रेणियां|अगली खबर|"
    "पिछली खबर|होम|सभी देखें|और देखें|लेखक|"
    "इस खबर पर चर्चा में|जरूर पढ़ें|"
    "यह भी पढ़ें|ये भी पढ़ें|ये भी पढ़े|"
    "और पढ़ें|संबंधित खबरें|संबंधित समाचार|"
    "ताज़ा खबरें|ताजा खबरें|टैग|"
    "सबसे ज्यादा पढ़ी गई|इन्हें भी पढ़ें",
    "zh": "你可能也喜歡|你可能感兴趣|猜你喜欢|精彩推荐|相关推荐|今日热点|最新新闻|最新文章|热门文章|"
    "热点新闻|编辑推荐|更多新闻|更多相关|相關文章|推薦閱讀|延伸閱讀|即時新聞|最多人看|人氣新聞|"
    "看更多|上一则|下一则|"
    "关于我们|联系我们|隐私政策|使用条款|网站地图|广告服务|招聘|帮助|"
    "天气|专题|视频|图片|图集|滚动|滚动新闻|快讯|即时|即时新闻|"
    "即時新聞|最新|最新文章|最新新闻|最新新聞|热点|热点推荐|热门推荐|"
    "热门新闻|熱門新聞|热门排行|排行榜|点击排行|阅读排行|精彩推荐|"
    "精彩图片|精选|编辑推荐|推荐|推荐新闻|推薦|为您推荐|为你推荐|"
    "你可能感兴趣|相关|相关推荐|相关专题|相关链接|相關文章|相關報導|"
    "延伸|关键词|關鍵字|关键字|分类|标签|作者|作者文章|更多文章|"
    "更多内容|查看更多|查看全部|展开全文|更多>>|上一条|下一条|"
    "返回首页|返回列表|新闻中心|本网站|友情链接|相关阅读|相关新闻|"
    "相关报道|相关文章|相關新聞|相關閱讀|延伸阅读|延伸閱讀|更多|"
    "更多新闻|阅读更多|閱讀更多|推荐阅读|推薦閱讀|热门文章|热门|熱門|"
    "最新消息|標籤|猜你喜欢|上一篇|下一篇|热点新闻|阅读全文",
    "ja": "人気記事ランキング|トップページへ|新着記事|最新記事|おすすめ|注目の記事|ピックアップ|"
    "この記事に関連する記事|関連リンク|関連トピックス|一覧へ|もっと読む|ランキング一覧|特集一覧|"
    "次へ|前へ|"
    "お問い合わせ|会社概要|運営会社|プライバシーポリシー|利用規約|"
    "サイトマップ|広告掲載|採用情報|ヘルプ|天気|占い|ゲーム|カテゴリ|"
    "カテゴリー|キーワード|ジャンル|新着|新着情報|新着ニュース|"
    "最新ニュース|最新の記事|速報|注目|注目ニュース|注目記事|話題|"
    "話題の記事|人気|人気の記事|人気ランキング|記事ランキング|"
    "アクセスランキングへ|よく読まれている記事|よく読まれています|ピックアップ|"
    "編集部おすすめ|おすすめの記事|おすすめ情報|こちらの記事もおすすめ|"
    "この記事を読んだ人はこんな記事も読んでいます|あなたにおすすめ|"
    "あなたにおすすめの記事|関連する記事|関連トピックス|関連情報|関連特集|"
    "関連動画|関連タグ|この連載の記事|連載|シリーズ|バックナンバー|"
    "前の記事|次の記事|記事一覧へ|一覧|一覧へ|トップへ|トップページ|"
    "トップに戻る|もっと読む|さらに読む|詳細|動画|写真|フォト|筆者|"
    "著者|著者プロフィール|プロフィール|この記事を書いた人|執筆者|企画・特集|"
    "pr記事|今、あなたにオススメ|この記事をシェア|ランキングをもっと見る|"
    "1時間|24時間|週間|月間|昨日のランキング|関連記事|【関連記事】|"
    "関連ニュース|関連キーワード|関連企業・業界|関連リンク|あわせて読みたい|"
    "こちらもおすすめ|おすすめ記事|おすすめ|人気記事|最新記事|"
    "アクセスランキング|ランキング|この記事の特集・連載|この記事の筆者|"
    "すべて見る|もっと見る|特集|特集一覧|タグ|記事一覧|【時系列で見る】|"
    "次のページ|前のページ|関連キーワードをすべて見る|注目の記事|新着記事|"
    "一覧を見る",
    "ko": "관련 기사|관련뉴스|주요뉴스|주요 뉴스|핫이슈|실시간 인기기사|많이 본 기사|오늘의 핫뉴스|"
    "이 기사를 본 사람들이 본 기사|최신기사|최신뉴스|랭킹뉴스|다른기사 보기|기자의 다른 기사|"
    "회사소개|고객센터|개인정보처리방침|이용약관|광고문의|제휴문의|채용|"
    "사이트맵|날씨|운세|게임|카테고리|키워드|관련키워드|관련 키워드|"
    "관련태그|연관기사|연관 기사|연관뉴스|실시간 뉴스|실시간|속보|"
    "최신|최신뉴스 더보기|인기|인기기사|인기 기사|인기 검색어|많이 본|"
    "가장 많이 본 뉴스|가장 많이 본 기사|주간 인기|오늘의 뉴스|"
    "오늘의 주요뉴스|헤드라인|핫뉴스|핫이슈|이슈|추천|추천뉴스|"
    "추천 뉴스|에디터 픽|기획|연재|시리즈|이 시각 주요뉴스|"
    "이시각 주요뉴스|이전기사|다음기사|이전 기사|다음 기사|목록으로|"
    "전체보기|더 보기|동영상|영상|포토뉴스|화보|기자|"
    "기자의 다른 기사|다른기사 보기|이 기자의 다른 기사|기사목록|홈으로|"
    "오늘의 운세|이슈 키워드|이 기사와 함께 보면 좋은 기사|관련기사|"
    "관련 기사|관련뉴스|관련 뉴스|추천 기사|추천기사|인기뉴스|"
    "인기 뉴스|많이 본 뉴스|많이 본 기사|최신뉴스|최신 기사|더보기|"
    "태그|기사 상세|함께 읽으면 좋은 기사|주요뉴스|주요 뉴스|포토|"
    "랭킹뉴스",
    "th": "อ่านข่าวต่อ|ข่าวล่าสุด|ข่าวยอดนิยม|ข่าวอื่นๆ|เรื่องที่เกี่ยวข้อง|แท็กที่เกี่ยวข้อง|ดูเพิ่มเติม|"
    "ติดต่อเรา|เกี่ยวกับเรา|"
    "นโยบายความเป็นส่วนตัว|พยากรณ์อากาศ|ดูดวง|"
    "ข่าวเด่น|ข่าวฮิต|ข่าวด่วน|ข่าวอื่น ๆ|"
    "ข่าวก่อนหน้า|ข่าวถัดไป|เรื่องล่าสุด|"
    "บทความล่าสุด|บทความอื่น|ยอดนิยม|ล่าสุด|"
    "แนะนำ|เรื่องน่าอ่าน|วิดีโอ|คลิป|"
    "หมวดหมู่|คำค้น|ป้ายกำกับ|ผู้เขียน|"
    "หน้าแรก|ดูทั้งหมด|ดูเพิ่มเติม|"
    "แหล่งข้อมูลเพิ่มเติม|อ่านเพิ่มเติม|"
    "อ่านต่อ|ข่าวที่เกี่ยวข้อง|"
    "เรื่องที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|"
    "ข่าวล่าสุด|ข่าวยอดนิยม|ข่าวอื่นๆ|แท็ก|"
    "อ่านข่าวเพิ่มเติม|ข่าวแนะนำ",
    "vi": "tin mới nhất|tin nổi bật|tin cùng chuyên mục|có thể bạn quan tâm|tin khác|xem nhiều|"
    "đọc nhiều|chủ đề|từ khóa|tin tức liên quan|"
    "liên hệ|giới thiệu|tòa soạn|chính sách bảo mật|điều khoản|quảng cáo liên hệ|thời tiết|"
    "video|ảnh|podcast|tin nóng|tin hot|tin đọc nhiều|tin xem nhiều|đọc nhiều nhất|"
    "xem nhiều nhất|được quan tâm|đáng chú ý|nổi bật|mới nhất|mới cập nhật|bài mới|"
    "bài viết liên quan|bài viết khác|cùng chủ đề|cùng chuyên mục|liên quan|chuyên mục|tác giả|"
    "thẻ|tag|tags|bài trước|bài tiếp|xem tất cả|xem tiếp|đọc tiếp|trở về|về trang chủ|"
    "có thể bạn thích|bạn có thể thích|gợi ý cho bạn|sự kiện|xem thêm|đọc thêm|tin liên quan|"
    "bài liên quan|tin cùng chuyên mục|tin mới|tin mới nhất|đọc nhiều|xem nhiều|tin nổi bật|"
    "chủ đề|từ khóa|có thể bạn quan tâm|tin khác|mời bạn đọc thêm",
    "id": "berita terbaru|berita lainnya|artikel lainnya|rekomendasi|rekomendasi untuk anda|"
    "topik terkait|berita populer|baca selengkapnya|lihat juga|paling banyak dibaca|"
    "kontak|tentang kami|redaksi|pedoman media siber|kebijakan privasi|karir|info iklan|"
    "indeks|cuaca|zodiak|foto|video|topik|topik terkait|topik terpopuler|berita lain|"
    "berita populer|berita utama|berita pilihan|artikel lainnya|artikel pilihan|"
    "artikel selanjutnya|berita selanjutnya|berita sebelumnya|paling banyak dibaca|paling dicari|"
    "trending|populer|terbaru|lainnya|selengkapnya|lihat semua|lihat selengkapnya|simak video|"
    "tonton juga|kategori|kata kunci|penulis|editor|halaman selanjutnya|beranda|"
    "jangan lewatkan|baca juga|baca selengkapnya|berita terkait|artikel terkait|terkait|"
    "terpopuler|terkini|berita terbaru|lihat juga|simak juga|tag|rekomendasi|pilihan editor|"
    "berita lainnya",
    "sv": "ladda fler|fler artiklar|senaste nytt|senaste nyheterna|mer om ämnet|missa inte|"
    "rekommenderat|mest lästa|"
    "kontakt|kontakta oss|om oss|integritetspolicy|cookies|kundservice|annonsera|arkiv|väder|"
    "korsord|fler nyheter|mer från|mer i ämnet|mer läsning|relaterat innehåll|rekommenderas|"
    "rekommenderat för dig|populärt|populärast|topplista|just nu|senaste|senaste artiklarna|"
    "nyast|i fokus|i korthet|video|poddar|kategorier|taggar|föregående artikel|nästa artikel|"
    "till startsidan|alla artiklar|om författaren|skribent|visa fler|toppnyheter|läs också|"
    "läs mer|läs även|läs vidare|mest läst|relaterat|relaterade artiklar|senaste nytt|mer om|"
    "rekommenderat|ämnen|fler artiklar|se också|se även|senaste nyheterna",
    "no": "flere saker|siste nytt|anbefalt|mest leste|mer om saken|relaterte saker|"
    "kontakt|kontakt oss|om oss|personvern|kundeservice|annonsere|arkiv|vær|kryssord|"
    "flere nyheter|mer fra|mer om saken|relatert innhold|anbefales|anbefalt for deg|populært|"
    "akkurat nå|siste|nyeste|i fokus|video|podkast|kategorier|stikkord|forrige artikkel|"
    "neste artikkel|til forsiden|alle artikler|om forfatteren|vis flere|toppsaker|serier|"
    "les også|les mer|les videre|mest lest|relatert|relaterte saker|relaterte emner|"
    "siste nytt|mer om|anbefalt|emner|flere saker|se også|siste saker",
    "da": "flere artikler|seneste nyt|anbefalet|mest læste|mere om emnet|relaterede artikler|"
    "kontakt|kontakt os|om os|privatlivspolitik|kundeservice|annoncér|arkiv|vejr|krydsord|"
    "flere nyheder|mere fra|relateret indhold|anbefales|anbefalet til dig|populært|lige nu|"
    "nyeste|i fokus|video|podcast|kategorier|nøgleord|forrige artikel|næste artikel|"
    "til forsiden|alle artikler|om forfatteren|vis flere|mest sete|læs også|læs mere|"
    "læs videre|mest læste|relateret|relaterede artikler|seneste nyt|mere om|anbefalet|emner|"
    "flere artikler|se også|seneste nyheder",
    "fi": "lisää aiheesta|uusimmat|suosituimmat|suosittelemme|lue seuraavaksi|"
    "yhteystiedot|ota yhteyttä|tietoa meistä|tietosuoja|asiakaspalvelu|mainosta|arkisto|sää|"
    "ristikot|lisää uutisia|lisää aiheesta|aiheeseen liittyvät|lue seuraavaksi|suositut|"
    "suosituimmat jutut|luetuimmat jutut|juuri nyt|tuoreimmat|uusimmat uutiset|video|videot|"
    "podcastit|kategoriat|avainsanat|edellinen juttu|seuraava juttu|etusivulle|etusivu|"
    "kaikki uutiset|kirjoittaja|näytä kaikki|pääuutiset|lue myös|lue lisää|luetuimmat|"
    "aiheeseen liittyvää|uusimmat|suosituimmat|suosittelemme|aiheet|asiasanat|katso myös|"
    "viimeisimmät",
    "cs": "další články|nejnovější|nejnovější zprávy|doporučujeme|mohlo by vás zajímat|více k tématu|"
    "témata|témata článku|"
    "kontakt|kontakty|o nás|ochrana soukromí|redakce|inzerce|archiv|počasí|horoskop|hry|"
    "více článků|další zprávy|další z rubriky|podobné články|související zprávy|aktuálně|"
    "aktuality|právě se děje|nejnovější zprávy|nejnovější články|nejčtenější články|populární|"
    "trendy|tip|tipy|tipy redakce|doporučené|doporučené články|mohlo by se vám líbit|"
    "nepřehlédněte|video|videa|podcasty|rubriky|kategorie|klíčová slova|předchozí článek|"
    "následující článek|další článek|na úvod|hlavní stránka|autor|o autorovi|všechny články|"
    "bydlení|čtěte také|čtěte dále|čtěte více|čtěte víc|přečtěte si|přečtěte si také|"
    "související|související články|související témata|nejčtenější|nejnovější|doporučujeme|"
    "témata|štítky|mohlo by vás zajímat|článek|více k tématu|další články",
    "el": "διαβάστε επίσης:|τελευταία νέα|ροή ειδήσεων|περισσότερα|προτεινόμενα|τα πιο δημοφιλή|"
    "σχετικές ειδήσεις|ειδήσεις σήμερα|"
    "επικοινωνία|σχετικά με εμάς|πολιτική απορρήτου|όροι χρήσης|καιρός|διαβάστε ολόκληρο|"
    "σχετικές ειδήσεις|σχετικά νέα|τελευταίες ειδήσεις|τελευταία|πιο δημοφιλή|τα πιο δημοφιλή|"
    "προτεινόμενα|προτείνουμε|τώρα|επικαιρότητα|βίντεο|κατηγορίες|προηγούμενο άρθρο|"
    "επόμενο άρθρο|αρχική|όλα τα νέα|συντάκτης|διαβάστε επίσης|διαβάστε ακόμα|"
    "διαβάστε περισσότερα|διαβάστε ακόμη|σχετικά άρθρα|σχετικά|δείτε επίσης|δημοφιλή|"
    "τελευταία νέα|ετικέτες|περισσότερα|ροή ειδήσεων",
    "ro": "citiţi şi|citește și|citeste si|ultimele știri|recomandări|recomandate|știri similare|"
    "cele mai noi|pe aceeași temă|etichete|"
    "contact|despre noi|politica de confidențialitate|termeni și condiții|vremea|horoscop|"
    "știri de ultimă oră|ultima oră|știrile zilei|cele mai noi|cele mai noi știri|"
    "cele mai populare|populare|recomandate|recomandarea editorilor|te-ar mai putea interesa|"
    "articolul anterior|articolul următor|articole asemănătoare|articole din aceeași categorie|"
    "video|categorii|cuvinte cheie|acasă|toate știrile|autor|despre autor|citește mai departe|"
    "citește continuarea|știri|citește și|citeşte şi|citiți și|citește mai mult|vezi și|"
    "articole similare|articole recomandate|știri similare|cele mai citite|ultimele știri|"
    "recomandări|etichete|te-ar putea interesa",
    "hu": "kapcsolódó cikkeink|kapcsolódó cikk|további cikkek|legfrissebb|friss hírek|ajánló|"
    "ajánlott cikkek|ajánljuk még|címkék|"
    "kapcsolat|rólunk|impresszum|adatvédelem|időjárás|horoszkóp|legfrissebb hírek|friss hírek|"
    "friss|legnépszerűbb|népszerű|ajánljuk|ajánlatunk|ajánló|ezt olvasta már|"
    "ez is érdekelheti|kapcsolódó hírek|hasonló cikkek|korábbi cikkek|előző cikk|következő cikk|"
    "videó|videók|kategóriák|főoldal|vissza a főoldalra|minden hír|szerző|a szerzőről|tovább|"
    "mutass többet|itt és most|olvassa el|olvassa el ezt is|olvasd el|kapcsolódó cikkek|"
    "kapcsolódó|legolvasottabb|legfrissebb|ajánlott|ajánlott cikkek|címkék|további cikkek|"
    "ezt is|bővebben|tovább olvasom",
    "zu": "funda kabanzi|ezinye izindaba|funda futhi|funda olunye udaba lapha",
    "bg": "още по темата|още новини|последни новини|препоръчано|свързани новини|свързани статии|"
    "най-нови|най-коментирани|"
    "още|още от|още новини|виж още|виж всички|прочети повече|прочетете още|последни новини|"
    "най-четени|най-коментирани|най-споделяни|най-нови|новини|новините от днес|свързани новини|"
    "свързани статии|подобни статии|етикети|тагове|категории|предишна|следваща|интервю|"
    "анкета|препоръчваме|актуални оферти|снимки|видео|за нас|контакти|начало|архив",
    "sr": "најновије|најчитаније|повезане вести|најновије вести|прочитајте још|najnovije vesti|"
    "najnovije|povezane teme|još vesti|"
    "најчитаније|најновије|последње вести|повезане вести|још вести|тагови|категорије|почетна|"
    "вести|најчитанije|najčitanije|najnovije|poslednje vesti|povezane vesti|povezani članci|"
    "još vesti|izdvojeno|preporučujemo|pročitajte još|pročitajte i|možda će vas zanimati|"
    "tagovi|oznake|kategorije|naslovna|vesti|prethodna vest|sledeća vest|više o|više o temi|"
    "vidi još|prikaži još|kontakt|impresum|o nama|uslovi korišćenja|marketing",
    "hr": "podijeli na facebooku|najnovije|još iz rubrike|preporučeno|povezane teme|vezane vijesti|"
    "najnovije vijesti|pročitaj još|"
    "najčitanije|najnovije|najnovije vijesti|povezane vijesti|povezani članci|vezane vijesti|"
    "izdvojeno|preporučeno|pročitajte još|pročitajte i|možda vas zanima|ključne riječi|tagovi|"
    "oznake|kategorije|naslovnica|vijesti|prethodni članak|sljedeći članak|više o|više o temi|"
    "pogledaj još|prikaži više|učitaj još|kontakt|impressum|o nama|uvjeti korištenja|"
    "pravila privatnosti",
    "sl": "najnovejše|sorodne novice|povezani članki|več novic|priporočamo|"
    "najbolj brano|najbolj brane|najnovejše|zadnje novice|povezane novice|povezani članki|"
    "sorodne novice|priporočamo|preberite tudi|preberite še|ključne besede|oznake|kategorije|"
    "domov|novice|več o|več novic|prikaži več|kontakt|o nas|pogoji uporabe",
    "sk": "prečítajte si tiež|ďalšie články|najnovšie|odporúčame|mohlo by vás zaujímať|viac k téme|témy|"
    "najčítanejšie|najnovšie|najnovšie správy|súvisiace články|súvisiace|podobné články|"
    "odporúčame|prečítajte si|prečítajte si aj|čítajte aj|mohlo by vás zaujímať|kľúčové slová|"
    "značky|kategórie|domov|správy|predchádzajúci článok|nasledujúci článok|viac o|"
    "ďalšie články|ďalšie správy|zobraziť viac|kontakt|o nás|ochrana súkromia|"
    "podmienky používania",
    "sq": "më të lexuarat|më të klikuara|lajmet më të klikuara|lajmet e fundit|të fundit|të tjera|"
    "të ngjashme|lajme të ngjashme|lexo edhe|lexoni edhe|rekomandohet|etiketa|kategoritë|kreu|"
    "ballina|lajme|arkiva|arkiva e lajmeve|shiko më shumë|më shumë|na kontaktoni|rreth nesh",
    "mk": "најчитани|најнови|последни вести|поврзани вести|поврзани статии|препорачано|"
    "прочитајте повеќе|тагови|категории|почетна|вести|повеќе|контакт|за нас",
    "et": "loetumad|loetuimad|viimased uudised|uusimad|seotud lood|seotud artiklid|loe ka|"
    "loe lisaks|loe edasi|märksõnad|rubriigid|avaleht|uudised|veel uudiseid|kontakt|meist",
    "lv": "lasītākie|lasītākās|jaunākās ziņas|jaunākie|saistītie raksti|lasi arī|lasi vēl|birkas|"
    "atslēgvārdi|sākums|ziņas|kontakti|par mums",
    "lt": "skaitomiausi|skaitomiausios|naujausi|naujausios naujienos|susiję straipsniai|"
    "taip pat skaitykite|skaitykite daugiau|žymos|raktažodžiai|kategorijos|pradžia|naujienos|"
    "kontaktai|apie mus",
    "bn": "আরও পড়ুন|আরো খবর|সর্বশেষ খবর|এ সম্পর্কিত আরও খবর|আরও সংবাদ|জনপ্রিয়|পাঠকের মতামত|"
    "আরও পড়ুন|আরো পড়ুন|আরও|সর্বশেষ|"
    "সর্বশেষ সংবাদ|সর্বাধিক পঠিত|জনপ্রিয়|"
    "সম্পর্কিত খবর|এ সম্পর্কিত আরও খবর|বিষয়|"
    "ট্যাগ|হোম|প্রচ্ছদ|জাতীয়|আন্তর্জাতিক|"
    "খেলা|বিনোদন|রাজনীতি|অর্থনীতি|সারাদেশ|"
    "মতামত",
    "ur": "یہ بھی پڑھیں|مزید خبریں|متعلقہ خبریں|تازہ ترین|"
    "مزید پڑھیں|مزید|تازہ ترین|تازہ ترین خبریں|متعلقہ خبریں|مقبول ترین|ہوم|پاکستان|کھیل|دنیا|ٹیگز",
    "ta": "இதையும் படிக்க|மேலும் செய்திகள்|தொடர்புடைய செய்திகள்|"
    "மேலும் படிக்க|மேலும் வாசிக்க|தொடர்புடைய செய்திகள்|அண்மைய செய்திகள்|முகப்பு|செய்திகள்",
    "te": "ఇవి కూడా చదవండి|ఇది కూడా చదవండి|తాజా వార్తలు|ఇవి కూడా చదవండి|తాజా వార్తలు|సంబంధిత వార్తలు|హోమ్",
    "mr": "हे वाचलंत का|हेही वाचा|संबंधित बातम्या|ताज्या बातम्या|हे ही वाचा|हेही वाचा|अधिक वाचा|ताज्या बातम्या|संबंधित बातम्या|मुख्यपृष्ठ",
    "gu": "આ પણ વાંચો|વધુ વાંચો|તાજા સમાચાર",
    "ml": "കൂടുതൽ വായിക്കുക|ഇതും വായിക്കുക|പ്രധാന വാർത്തകൾ",
    "pa": "ਇਹ ਵੀ ਪੜ੍ਹੋ|ਹੋਰ ਪੜ੍ਹੋ",
    "ca": "més llegit|el més llegit|més llegits|últimes notícies|última hora|notícies relacionades|"
    "també et pot interessar|et pot interessar|etiquetes|categories|inici|notícies|llegeix més|"
    "més informació|contacte|avís legal",
    "ms": "berita terkini|artikel berkaitan|lagi berita|paling popular|baca lagi|"
    "berita terkini|berita berkaitan|artikel berkaitan|artikel lain|paling popular|popular|"
    "terkini|baca lagi|baca juga|tag|kategori|laman utama|utama|hubungi kami|tentang kami",
    "af": "lees meer|lees ook|verwante artikels|meer nuus|gewildste|"
    "lees ook|lees meer|gewilde|mees gelees|jongste nuus|verwante artikels|kategorieë|tuis|nuus|kontak ons",
    "sw": "soma zaidi|habari zinazohusiana|soma pia|habari nyingine|habari kuu",
}

SECTIONS: Table = {
    "en": "news|world|politics|sport|sports|business|opinion|culture|travel|money|health|"
    "science|technology|tech|entertainment|lifestyle|life|us|usa|uk|national|international|"
    "local|economy|media|home|football",
    "de": "news|politik|wirtschaft|sport|kultur|panorama|meinung|wissen|gesellschaft|"
    "international|ausland|inland|deutschland|berlin|städte|security|home|startseite|"
    "regional|digital|finanzen",
    "fr": "politique|monde|international|économie|sport|culture|société|sciences|santé|opinions|"
    "france|europe|actualité|actualités|accueil",
    "es": "política|mundo|internacional|economía|deportes|cultura|sociedad|ciencia|salud|opinión|"
    "españa|inicio|noticias",
    "it": "politica|mondo|esteri|economia|sport|cultura|cronaca|scienza|salute|opinioni|home|notizie",
    "pt": "política|mundo|internacional|economia|esportes|esporte|desporto|cultura|sociedade|"
    "ciência|saúde|opinião|brasil|notícias",
    "nl": "nieuws|binnenland|buitenland|politiek|economie|sport|cultuur|wetenschap|opinie",
    "pl": "wydarzenia|świat|kraj|polityka|gospodarka|sport|kultura|opinie|publicystyka|serwisy|"
    "finanse|policja|społeczeństwo",
    "tr": "gündem|dünya|politika|siyaset|ekonomi|spor|kültür|yaşam|sağlık|teknoloji|haberler",
    "ru": "новости|политика|мир|общество|экономика|спорт|культура|наука|мнения",
    "uk": "новини|політика|світ|суспільство|економіка|спорт|культура|наука|думки",
    "ar": "أخبار|سياسة|العالم|اقتصاد|رياضة|ثقافة|الرئيسية|محليات|آراء",
    "zh": "新闻|国际|国内|政治|财经|体育|文化|社会|首页|要闻",
    "ja": "国際|政治|経済|社会|スポーツ|文化|国内|速報|中東|中国|金融機関|ホーム|ニュース",
    "ko": "정치|경제|사회|국제|스포츠|문화|뉴스|오피니언|홈",
    "vi": "thời sự|thế giới|kinh doanh|thể thao|giải trí|sức khỏe|giáo dục|pháp luật|đời sống|trang chủ",
    "cs": "domácí|zahraniční|ekonomika|sport|kultura|politika|zprávy|názory",
    "sv": "nyheter|inrikes|utrikes|politik|ekonomi|sport|kultur|ledare",
    "no": "nyheter|innenriks|utenriks|politikk|økonomi|sport|kultur|meninger",
    "hr": "vijesti|politika|sport|kultura|gospodarstvo|svijet|hrvatska|crna kronika|naslovnica|kolumne|magazin",
    "sr": "вести|политика|спорт|култура|друштво|економија|свет|vesti|politika|sport|kultura|"
    "društvo|ekonomija|svet|hronika|naslovna",
    "bg": "новини|политика|спорт|култура|общество|икономика|свят|българия|начало",
    "sl": "novice|politika|šport|kultura|gospodarstvo|svet|slovenija|kronika",
    "sk": "správy|politika|šport|kultúra|ekonomika|svet|slovensko|domov|regióny",
    "sq": "lajme|politikë|sport|kulturë|ekonomi|bota|kosovë|shqipëri|kronikë",
    "hu": "belföld|külföld|gazdaság|sport|kultúra|kék hírek|ország-világ|politika",
    "ro": "știri|politică|sport|cultură|economie|extern|actualitate|social",
    "el": "ειδήσεις|πολιτική|αθλητικά|πολιτισμός|οικονομία|κόσμος|ελλάδα|κοινωνία",
    "hi": "होम|देश|विदेश|खेल|राजनीति|मनोरंजन|राज्य|व्यापार",
    "id": "berita|politik|ekonomi|olahraga|internasional|nasional|hiburan|daerah",
    "fi": "uutiset|kotimaa|ulkomaat|politiikka|talous|urheilu|kulttuuri",
    "da": "nyheder|indland|udland|politik|økonomi|sport|kultur|debat",
    "bn": "জাতীয়|আন্তর্জাতিক|খেলা|রাজনীতি|অর্থনীতি|বিনোদন",
    "ca": "política|món|esports|cultura|economia|societat",
    "th": "การเมือง|เศรษฐกิจ|กีฬา|บันเทิง|ต่างประเทศ|สังคม",
    "fa": "سیاسی|اقتصادی|اجتماعی|ورزشی|فرهنگی|بین الملل",
    "he": "חדשות|פוליטי|ספורט|כלכלה|תרבות|בעולם",
}

LINKING: Table = {
    "en": "read|read more|related|see also|see related|special coverage|more|watch|watch now|"
    "now watch|check out|also read|read also|click|click here|listen|click for more|"
    "don't miss|in the news|go deeper|visit|slideshow|photos|gallery|recommended reading|"
    "further reading|full coverage|interactive|interactive calendar|video|see|must read|"
    "explore|more from|more on|in pictures|podcast|live|live updates|related link|"
    "related video|related articles|must watch|read next|more info|see more|you may also like|"
    "you might also like|from the archives|from the archive|in case you missed it|icymi|"
    "related coverage|related content|related story|related stories|related post|more on this...|and see|"
    "go deeper ...|now read|now playing",
    "de": "lesen sie auch|lesen sie hier|lesen sie hierzu|lesen sie dazu|lesen sie mehr|"
    "mehr zum thema|auch interessant|mehr|übersicht|statistik|newsblog|reklame|>>> mehr|"
    "sehen sie hier|lesen sie weiter|weiterlesen|lesetipp|passend dazu|mehr dazu|siehe auch|"
    "mehr lesen",
    "fr": "lire aussi|à lire aussi|lire également|à lire|voir aussi|regarder|à voir|lire|vidéo|"
    "lire plus|lire la suite|voir également|sur le même sujet|à lire ailleurs|en savoir plus",
    "es": "lea también|lee también|le puede interesar|te puede interesar|vea también|lea más|"
    "leer más|más información|video|ver más|leer también|lea además|lee además|lee más|"
    "mira también|te recomendamos|le recomendamos|también lee|relacionado|puede leer",
    "it": "leggi anche|leggi|guarda|guarda anche|per approfondire|vedi anche|leggi di più|"
    "ti potrebbe interessare|potrebbe interessarti|per saperne di più|approfondisci",
    "pt": "leia também|leia mais|veja também|saiba mais|leia|veja|assista|leia ainda|ver também|"
    "leia tambem|relacionado|mais sobre o assunto|confira|confira também",
    "nl": "lees ook|lees meer|bekijk|bekijk ook|zie ook",
    "pl": "czytaj także|czytaj też|czytaj więcej|czytaj również|zobacz też|zobacz także|"
    "przeczytaj też|przeczytaj także|polecamy|warto przeczytać|przeczytaj|zobacz",
    "tr": "ilgili haber|ayrıca okuyun|ayrıca bakınız|okuyun|izleyin|haberin devamı",
    "ru": "читайте также|читать также|смотрите также|подробнее|по теме|см. также",
    "uk": "читайте також|дивіться також|детальніше|за темою|читайте",
    "ar": "اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|شاهد أيضا|للمزيد|رابط الخبر|شاهد|مقالات أخرى للكاتب",
    "fa": "بیشتر بخوانید|همچنین بخوانید|بخوانید|ببینید",
    "he": "קראו גם|קראו עוד|עוד בנושא|ראו גם",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|और पढ़ें",
    "zh": "相关阅读|延伸阅读|更多阅读|相关新闻|相關新聞|延伸閱讀",
    "ja": "関連記事|関連|あわせて読みたい|参考記事|こちらも",
    "ko": "관련기사|관련 기사|이 기사도|함께 보면 좋은",
    "th": "อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวเพิ่มเติม|ดูเพิ่มเติม",
    "vi": "xem thêm|đọc thêm|mời xem|> >|>>>",
    "id": "baca juga|baca selengkapnya|lihat juga|simak juga|baca",
    "sv": "läs också|läs mer|läs även|se också|läs",
    "no": "les også|les mer|se også|les",
    "da": "læs også|læs mere|se også|læs",
    "fi": "lue myös|lue lisää|katso myös",
    "cs": "čtěte také|čtěte více|přečtěte si|související|čtěte",
    "el": "διαβάστε επίσης|διαβάστε περισσότερα|δείτε επίσης|διαβάστε ακόμα|διαβάστε|διαβάστε και|δείτε",
    "ro": "citește și|citeşte şi|citiți și|vezi și",
    "hu": "olvassa el|olvassa el ezt is|kapcsolódó|lásd még|olvasta már|ezt is olvassa|itt olvashat",
    "zu": "funda olunye udaba lapha",
    "bg": "виж още|вижте още|прочетете още|прочети още|още по темата|чети още",
    "sr": "прочитајте још|pročitajte još|pročitajte i|pročitaj i|pogledajte|vidi još|opširnije",
    "hr": "pročitajte još|pročitajte i|pročitaj|pogledajte",
    "sl": "preberite še|preberite tudi|več o tem",
    "sk": "čítajte aj|čítajte tiež|prečítajte si aj|súvisiace",
    "sq": "lexo edhe|lexoni edhe|lexo më shumë",
    "et": "loe ka|loe lisaks",
    "lv": "lasi arī|lasiet arī",
    "lt": "taip pat skaitykite|skaitykite taip pat",
    "bn": "আরও পড়ুন|আরো পড়ুন",
    "ur": "مزید پڑھیں|یہ بھی پڑھیں",
    "ca": "llegeix també|més informació",
    "ms": "baca juga|baca lagi|baca",
    "af": "lees ook",
    "sw": "soma zaidi|soma pia|pia soma|soma hapa|unaweza kusoma|unaweza pia kusoma",
    "ha": "karanta kuma|ku karanta kuma|karin labarai|kuna iya karanta",
    "yo": "ka tún lè ka|ẹ tún le ka|ẹ lè tún ka",
    "ig": "gụọkwa|gụkwuo",
    "so": "sidoo kale akhriso|akhri sidoo kale",
    "am": "ተጨማሪ ያንብቡ|በተጨማሪ ያንብቡ",
    "tl": "basahin din",
    "is": "lesa meira|lestu líka",
    "eu": "irakurri gehiago|irakurri ere",
    "gl": "le tamén|máis información",
    "kk": "тағы оқыңыз|оқи отырыңыз",
    "az": "həmçinin oxuyun|ətraflı oxu",
    "ka": "ასევე წაიკითხეთ",
    "hy": "կարդացեք նաև",
    "ne": "यो पनि पढ्नुहोस्|थप पढ्नुहोस्",
    "si": "තවත් කියවන්න",
    "mr": "हे ही वाचा|हेही वाचा",
    "gu": "આ પણ વાંચો",
    "ta": "மேலும் படிக்க",
    "te": "ఇవి కూడా చదవండి|ఇది కూడా చదవండి",
    "ml": "ഇതും വായിക്കുക",
    "pa": "ਇਹ ਵੀ ਪੜ੍ਹੋ",
}
"""What a line starts with, before a colon or a bar, when the rest of it is the title of another article."""


def words_of(table: Table) -> Iterable[str]:
    """All phrases of a table."""
    for phrases in table.values():
        yield from phrases.split("|")


@cache
def phrases(*names: str) -> frozenset[str]:
    """The phrases of the named tables as `key` would write them."""
    return frozenset(key(phrase) for name in names for phrase in words_of(globals()[name]))


@cache
def alternatives(*names: str) -> str:
    """The phrases of the named tables as one alternation for a pattern, longest first."""
    found = {phrase for name in names for phrase in words_of(globals()[name])}
    return "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(found, key=lambda p: (-len(p), p)))


def says_archive(text: str) -> bool:
    """Whether a picture is said to be an old one (`ARCHIVE`).

    >>> says_archive("The harbour in a file photo"), says_archive("The harbour")
    (True, False)
    """
    if text.isascii() or not _FOREIGN.search(text):
        low = text.lower()
        pictured = "photo" in low or "pic" in low or "imag" in low or "foto" in low or "bild" in low or "kuva" in low
        if not pictured:
            return False
    return ARCHIVE.search(text) is not None


_FOREIGN = re.compile("[^\\x00-\\x7f“”‘’–—…]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """The text as the tables write it: lower case, straight apostrophes, no punctuation at its ends, numbers as 0.

    >>> key("» 12 Comments:")
    '0 comments'
    """
    text = _DIGITS.sub("0", text.lower().replace("’", "'")).strip(_USUAL_EDGES)
    return text if text[:1].isalnum() and text[-1:].isalnum() else _EDGES.sub("", text)


_USUAL_EDGES = " .,:;!?\"'“”‘»«–—-_()[]…"
