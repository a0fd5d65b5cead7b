"""The words that furniture is made of: the tables behind every rule, by language.

Phrases are written in lower case, as `key` leaves them: no punctuation at the ends, digits as 0. A language is one line
in each table; adding one is adding its lines. Words that are as likely to be a heading ("sport", "video") stand in the
tables of weak words, which count only in company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

Table = Mapping[str, str]
"""Language to its phrases, separated by "|"."""

PHOTO: Table = {
    "en": "photo|photos|photograph|photographs|photography|picture|pictures|image|images|image source|image credit|image credits|"
    "photo credit|photo credits|photo by|photo illustration|image copyright|photo courtesy|courtesy|screenshot|file photo|"
    "credit|credits|illustration|graphic|composite|video|photo source|handout",
    "de": "foto|fotos|bild|bilder|bildquelle|fotoquelle|montage|collage|grafik|symbolbild|archivbild|symbolfoto|archivfoto|bildnachweis",
    "fr": "photo|photos|crédit photo|crédits photo|credit photo|crédit|crédits|photo d'archives|illustration",
    "es": "foto|fotos|fotografía|imagen|crédito|créditos|foto de archivo|imagen de archivo|ilustración|cortesía",
    "it": "foto|fotografia|immagine|foto di repertorio|foto d'archivio|credito|crediti",
    "pt": "foto|fotos|fotografia|imagem|crédito|créditos|reprodução|divulgação|foto de arquivo",
    "nl": "foto|foto's|beeld|archieffoto|fotografie",
    "pl": "fot|fot.|foto|zdjęcie|zdjęcia|fotografia|autor zdjęcia",
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
    "hu": "fotó|foto|kép|illusztráció|fénykép",
    "zu": "isithombe|izithombe",
    "sw": "picha|chanzo cha picha",
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
    "hi": "स्रोत|सूत्र",
    "zh": "来源|來源|资料来源|素材来源|编辑|責任編輯|责任编辑|监制|制片人|校对|记者|编审",
    "ja": "出典|ソース|出所|編集",
    "ko": "출처|자료",
    "th": "ที่มา|แหล่งที่มา|ข้อมูลจาก",
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
}

AGENCIES = (
    "reuters|ap|afp|dpa|ansa|efe|epa|xinhua|tass|getty images|getty|gettyimages|shutterstock|istock|istockphoto|alamy|bloomberg|"
    "nurphoto|zuma|zuma press|imago|imago images|keystone|belga|anp|tt|ntb|scanpix|ritzau|lehtikuva|pap|čtk|ctk|mti|kyodo|yonhap|jiji|pti|ani|"
    "aap|pa|pa wire|pa media|cp|npr|cbs|cnn|nbc|abc|bbc|upi|sipa|rex|anadolu|aa|spa|wam|picture alliance|picture-alliance|unsplash|pexels|pixabay|"
    "flickr|wikimedia|wikimedia commons|wikipedia|youtube|twitter|facebook|instagram|associated press|the associated press|press association|"
    "canadian press|the canadian press|agence france-presse|agencies|wire services|staff|handout|pool|file|files|vgp|ttxvn|tto|tass|"
    "тасс|риа новости|ria novosti|интерфакс|interfax|sputnik|унiан|уніан|укрінформ|ukrinform|фокус|"
    "新华社|新華社|中新社|中新网|共同|共同通信|時事|時事通信|ＡＰ|ＡＦＰ|ロイター|연합뉴스|뉴시스|뉴스1|로이터|رويترز|أ ف ب|أ.ف.ب|أ ب|د ب أ|واس|وام|وكالات|"
    "europa press|lapresse|la presse|fotogramma|agência brasil|agencia|agencias|agências|agenzie|agences|agenturen|agentur|ilustrasi|antara|"
    "depositphotos|dreamstime|adobe stock|stock|contributor|illustration|composite|archives|newscom|scng|usa today|usa today network|"
    "action images|polaris|redux|magnum|imagn|icon sportswire|lat images|mirrorpix|profimedia|east news|agencja|forum|eyevine|corbis|wire|"
    "privat|private|public domain|screengrab|screenshot|staff photo|x|uscg|nasa|gcis|us navy|u.s. navy|us army|u.s. army|social media"
)

ARCHIVE = re.compile(
    r"\b(?:file|archive|undated|stock|handout|combination) (?:photo|picture|image|photograph|pic)\b|\barchivbild\b|\barchivfoto\b|"
    r"\bsymbolbild\b|\bsymbolfoto\b|\bphoto d['’](?:archives|illustration)\b|\b(?:foto|imagen) de archivo\b|\bfoto d['’]archivio\b|"
    r"\bfoto de arquivo\b|\barchieffoto\b|\bарх(?:ивное|івне) фото\b|\barkivfoto\b|\barkivbild\b|\barkistokuva\b|\bilustrační (?:foto|snímek)\b|"
    r"\bảnh (?:tư liệu|minh h[oọ][ạa])|\bhình minh h[oọ][ạa]|\bfoto arsip\b|صورة أرشيفية|资料图|資料圖|資料写真|자료사진|แฟ้มภาพ|\bfoto ilustrativă\b|"
    r"\billusztráció\b|\bφωτογραφία αρχείου\b|\barşiv foto",
    re.IGNORECASE,
)

AD: Table = {
    "en": "advertisement|advertisements|advertisement continue reading the main story|advertising|ad|ads|sponsored|sponsored content|"
    "sponsored stories|story continues below|story continued below|story continues below advertisement|article continues below|"
    "article continues after ad|article continues below advertisement|continue reading below|story continues|continues below|from our sponsor|"
    "from our sponsors|powered by|paid content|promoted|promoted content|promoted stories|paid post|featured local savings|"
    "this advertisement has not loaded yet, but your article continues below|thanks for watching! visit website|"
    "advertisement thanks for watching! visit website|don't want to see this? remove ads|remove ads|skip ad|skip advertisement|"
    "why am i seeing this ad|advertisement - story continues below|scroll to continue with content|advertisement scroll to continue|"
    "advertise with us|ad feedback|from the web|around the web|content from our partners|in partnership with",
    "de": "anzeige|anzeigen|werbung|advertorial|reklame|shopping|shoppinganzeigen|gesponsert|nach der anzeige weiterlesen|werbung entfernen",
    "fr": "publicité|annonce|annonces|sponsorisé|contenu sponsorisé|la suite après la publicité|contenu partenaire|lire la suite après la publicité",
    "es": "publicidad|anuncio|anuncios|patrocinado|contenido patrocinado|sigue leyendo después de la publicidad|continúa después de la publicidad",
    "it": "pubblicità|annuncio|sponsorizzato|contenuto sponsorizzato|continua a leggere dopo la pubblicità",
    "pt": "publicidade|anúncio|anúncios|patrocinado|conteúdo patrocinado|continua após a publicidade|continua depois da publicidade",
    "nl": "advertentie|advertenties|gesponsord|lees verder onder de advertentie|tekst gaat verder onder de advertentie",
    "pl": "reklama|reklamy|materiał promocyjny|artykuł sponsorowany|ogłoszenie|dalsza część artykułu pod reklamą|materiał partnera",
    "tr": "reklam|reklamlar|sponsorlu içerik|ilan",
    "ru": "реклама|на правах рекламы|спонсорский материал|партнерский материал",
    "uk": "реклама|на правах реклами",
    "ar": "إعلان|إعلانات|اعلان|محتوى ممول",
    "fa": "تبلیغات|آگهی",
    "he": "פרסומת|מודעה|תוכן שיווקי|תוכן ממומן",
    "hi": "विज्ञापन",
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
}

SHARE: Table = {
    "en": "share|share this|share this story|share this article|share article|share on facebook|share on twitter|share on x|share on linkedin|"
    "share on whatsapp|share via email|share this on facebook|share this on twitter|share all sharing options|share story|share comments|"
    "like this|like loading|loading comments|comments|comment|0 comments|0 comment|new, 0 comments|view comments|show comments|post a comment|"
    "leave a comment|leave a reply|leave a reply cancel reply|join the conversation|join the discussion|add a comment|read comments|"
    "copy link|link copied|copy this link|copy url|print|print this page|print this article|email this article|email a friend|save article|"
    "bookmark|bookmarks|save|saved|story saved|sign up|sign in|log in|login|register|subscribe|subscribed|subscribe now|get started|submit|"
    "newsletter|newsletters|newsletter sign-up|newsletter sign up|daily newsletter|facebook twitter pinterest|tweet|tweets|retweet|pin it|"
    "follow us|follow|following|back to top|back to gallery|back to video|hide caption|toggle caption|open this photo in gallery|"
    "view gallery|full screen|fullscreen|close|caption|image|images|image 0 of 0|image 0 of / 0|0 of 0|0of/0|0 / 0|0/0|previous|next|next slide|previous slide|"
    "play|pause|mute|unmute|play video|watch now|listen|listen to this article|listen to article|read aloud|show more|read less|show less|"
    "load more|see more|view more|invalid email|invalid email address|your browser does not support the audio element|"
    "your browser does not support the video tag|embed|embed autoplay autoplay copy this code to your website or blog|play facebook|"
    "please enter your comment|please enter your name here|please enter your email address here|you have entered an incorrect email address|"
    "name|comment|website|have your say|view|click to hide|create an account|create an account sign in|create an accountsign in|cancel reply|reply|"
    "arrives weekdays|arrives daily|arrives tuesdays|try refreshing your browser, or|thank you for signing up|you've successfully subscribed to this newsletter|"
    "get the app|download the app|go to accessibility shortcuts|skip to main content|skip to content|add interest|manage newsletters|"
    "report a typo|report an error|report this ad|text size|font size|a a a|give this article|0 min read|0 minute read",
    "de": "teilen|artikel teilen|beitrag teilen|diesen artikel teilen|teile diesen beitrag|jetzt teilen|jetzt teilen auf|auf facebook teilen|"
    "auf facebook teilen facebook|auf x teilen|auf x teilen x|per whatsapp teilen|per whatsapp teilen whatsapp|per e-mail teilen|"
    "per e-mail teilen e-mail|auf twitter teilen|drucken|artikel drucken|merken|anhören|vorlesen|senden|mailen|kopieren|zitieren|twittern|flippen|"
    "link kopieren|link kopieren link kopieren|link kopiert|kommentare|0 kommentare|0 kommentar|kommentieren|zu den kommentaren|zu den kommentaren springen|"
    "anzahl kommentare|kommentare öffnen|alle kommentare anzeigen|beitrag kommentieren|kommentar melden|zur merkliste hinzufügen|"
    "newsletter|newsletter abonnieren|newsletter bestellen|jetzt anmelden|anmelden|einloggen|ausloggen|registrieren|abonnieren|abschicken|abbrechen|"
    "passwort vergessen|passwort|e-mail-adresse|schliessen|schließen|bild vergrößern|bild vergrössern|vergrößern|mehr erfahren|mehr anzeigen|"
    "weniger anzeigen|box aufklappen box zuklappen|feedback|druckansicht|zur startseite|zitiervorschlag|schriftgröße anpassen|"
    "player wird geladen|externer inhalt|empfohlener redaktioneller inhalt|empfohlener externer inhalt|datenschutzerklärung|quellen anzeigen|fehler melden|"
    "diskutieren sie mit|podcast freigeben|zur playlist|news folgen|thema folgen|in pocket speichern|bitte aktivieren sie javascript|nach oben|"
    "leserbrief schreiben|kommentar schreiben|jetzt bestellen|jetzt abonnieren|jetzt testen|profil anzeigen|profil bearbeiten|login|logout|"
    "klicken, um die teilen-funktion zu öffnen. teilen|folgen|gefolgt|entfolgen",
    "fr": "partager|partager cet article|partagez|partager sur facebook|partager sur twitter|partager l'article|commentaires|commenter|0 commentaires|0 commentaire|"
    "voir les commentaires|imprimer|envoyer|envoyer par e-mail|copier le lien|lien copié|s'abonner|abonnez-vous|s'inscrire|se connecter|connexion|"
    "ajouter à vos sélections|ajouter aux favoris|sauvegarder|offrir l'article|écouter|fermer|agrandir|lire plus tard|réagir|suivre|voir plus|inscription|"
    "newsletter|newsletters|je m'abonne|je m'inscris|déjà abonné|retour en haut|temps de lecture|plein écran|signaler une erreur",
    "es": "compartir|comparte|compartir en facebook|compartir en twitter|compartir en whatsapp|copiar enlace|comentarios|ver comentarios|ver comentarios (0|"
    "0 comentarios|comentar|imprimir|enviar|enviar por correo|iniciar sesión|inicia sesión|suscríbete|suscribete|suscribirse|regístrate|registrarse|guardar|"
    "reportar un error|esta funcionalidad es sólo para registrados|esta funcionalidad es sólo para suscriptores|escuchar|cerrar|síguenos|ver más|"
    "boletín|newsletter|ampliar|volver arriba|deja un comentario|comparte esta noticia|compartir noticia|compartir este artículo",
    "it": "condividi|condividi su facebook|condividi su twitter|condividi l'articolo|condividi questo articolo|commenti|i commenti dei lettori|leggi i commenti|commenta|"
    "stampa|invia|copia link|copia il link|salva|iscriviti|iscriviti alla newsletter|abbonati|accedi|registrati|ascolta|chiudi|segui|seguici|newsletter|"
    "scrivi un commento|torna su|ingrandisci|mostra altro",
    "pt": "compartilhar|compartilhe|compartilhe esta notícia|partilhar|compartilhar no facebook|compartilhar no twitter|compartilhar no whatsapp|"
    "comentários|0 comentários|comentar|deixe um comentário|imprimir|enviar|enviar por e-mail|copiar link|link copiado|assine|assinar|entrar|cadastre-se|inscreva-se|"
    "salvar|ouvir|ouvir notícia|fechar|siga-nos|ver mais|newsletter|guardar|subscrever|acompanhe ao vivo a sessão",
    "nl": "delen|deel|deel dit artikel|deel artikel|deel op facebook|reacties|0 reacties|reageer|reageren|printen|afdrukken|opslaan|bewaren|kopieer link|link kopiëren|"
    "abonneren|abonneer|inloggen|aanmelden|registreren|luister|sluiten|volgen|nieuwsbrief|bekijk meer|terug naar boven|vergroot",
    "pl": "udostępnij|udostępnij artykuł|podziel się|komentarze|skomentuj|drukuj|wyślij|kopiuj link|skopiuj link|zaloguj|zaloguj się|zarejestruj się|subskrybuj|"
    "czytaj dalej. subskrybuj|przejdź do artykułu|zapisz|zamknij|obserwuj|newsletter|dodaj komentarz|słuchaj|pokaż więcej|zapisz się|artykułów",
    "tr": "paylaş|bu haberi paylaşın|haberi paylaş|yorumlar|yorum yap|0 yorum|yazdır|gönder|linki kopyala|kaydet|abone ol|giriş yap|üye ol|takip et|dinle|kapat|facebook'ta paylaş",
    "ru": "поделиться|поделитесь|поделиться в соцсетях|комментарии|0 комментариев|комментировать|оставить комментарий|распечатать|печать|скопировать ссылку|"
    "ссылка скопирована|сохранить|подписаться|подписывайтесь|войти|регистрация|закрыть|слушать|отправить|наверх|читать комментарии",
    "uk": "поділитися|поділитись|коментарі|коментувати|залишити коментар|друкувати|скопіювати посилання|посилання скопійовано|зберегти|підписатися|підписатись|увійти|реєстрація|закрити",
    "ar": "شارك|مشاركة|شارك المقال|شارك الخبر|تعليقات|التعليقات|أضف تعليق|اترك تعليقا|طباعة|إرسال|نسخ الرابط|حفظ|اشترك|تسجيل الدخول|تابعنا|إغلاق|استمع|شارك على فيسبوك",
    "fa": "اشتراک گذاری|اشتراک‌گذاری|به اشتراک بگذارید|نظرات|نظر بدهید|ارسال نظر|چاپ|ارسال|کپی لینک|ذخیره|عضویت|ورود|لینک کوتاه",
    "he": "שתפו|שתף|שיתוף|תגובות|הוסף תגובה|הוספת תגובה|הדפסה|הדפס|שלח|העתק קישור|שמור|הרשמה|התחברות|עקבו אחרינו|סגור",
    "hi": "शेयर करें|साझा करें|शेयर|टिप्पणियां|टिप्पणी करें|प्रिंट|लिंक कॉपी करें|सेव करें|सब्सक्राइब करें|लॉग इन|फॉलो करें|फ़ॉलो करें",
    "zh": "分享|分享到|分享至|评论|評論|发表评论|收藏|打印|复制链接|複製連結|关注|關注|订阅|訂閱|登录|登入|注册|點讚|点赞|微信|微博|扫一扫|朋友圈|返回顶部",
    "ja": "シェア|シェアする|共有|ポスト|ツイート|みんなのポストを見る|ブックマーク|はてなブックマーク|保存|メール|メールで送る|リンク|リンクをコピー|リンクをコピーする|印刷|記事を印刷する|コメント|"
    "コメントする|フォロー|フォローする|登録|ログイン|会員登録|アプリで開く|この特集をフォロー|詳しくはこちら|詳しく見る|有料会員限定|日経の記事利用サービスについて|記事に関する報告|閉じる|x（旧twitter|"
    "このブログの更新情報を配信しています|メルマガ登録|続きを読む|拡大する|line",
    "ko": "공유|공유하기|기사 공유|기사공유|댓글|댓글쓰기|댓글정책|인쇄|인쇄하기|스크랩|스크랩 하기|링크 복사|url 복사|구독|구독하기|로그인|로그인하고|회원가입|무료 회원 가입|좋아요|좋아요 0|닫기|사진 확대|"
    "글자 크기 변경하기|글자크기 설정|언어 변경하기|언어변경|공감순|최신순|오래된순|페이스북|트위터|카카오톡|이메일|top|회원용|가|기사 저장|글자크기|본문 글자 크기 조정",
    "th": "แชร์|แบ่งปัน|พิมพ์|ความคิดเห็น|แสดงความคิดเห็น|คัดลอกลิงก์|บันทึก|ติดตาม|สมัครสมาชิก|เข้าสู่ระบบ|ปิด|ส่งอีเมล",
    "vi": "chia sẻ|bình luận|in bài|in bài viết|lưu|lưu bài|gửi|sao chép liên kết|đăng nhập|đăng ký|theo dõi|thích|ý kiến|gửi bình luận|copy link",
    "id": "bagikan|bagikan artikel ini|komentar|0 komentar|tulis komentar|cetak|simpan|salin tautan|salin link|langganan|berlangganan|masuk|daftar|ikuti|tutup|kirim",
    "sv": "dela|dela artikeln|dela på facebook|kommentarer|kommentera|skriv ut|spara|spara artikel|kopiera länk|prenumerera|logga in|följ|stäng|lyssna|visa mer|nyhetsbrev",
    "no": "del|del artikkel|del artikkelen|del på facebook|kommentarer|kommenter|skriv ut|lagre|kopier lenke|abonner|logg inn|følg|lukk|lytt|vis mer|vis mindre|nyhetsbrev",
    "da": "del|del artiklen|del på facebook|kommentarer|kommenter|print|udskriv|gem|kopier link|abonner|log ind|følg|luk|lyt|vis mere|nyhedsbrev",
    "fi": "jaa|jaa artikkeli|jaa facebookissa|kommentit|kommentoi|tulosta|tallenna|kopioi linkki|tilaa|kirjaudu|kirjaudu sisään|seuraa|sulje|kuuntele|näytä lisää|uutiskirje",
    "cs": "sdílet|sdílejte|sdílet na facebooku|komentáře|diskuse|diskuze|vytisknout|tisk|uložit|kopírovat odkaz|přihlásit|přihlásit se|registrovat|odebírat|zavřít|zobrazit vše|zobrazit více|"
    "vstoupit do diskuse|následuje obsah vložený z jiného webu. zde jej můžete přeskočit|přejít před obsah vložený z jiného webu|poslechnout",
    "el": "κοινοποίηση|μοιραστείτε|μοιράσου|σχόλια|σχολιάστε|εκτύπωση|αποθήκευση|αντιγραφή συνδέσμου|εγγραφή|σύνδεση|κλείσιμο|ακολουθήστε μας",
    "ro": "distribuie|distribuiți|share|comentarii|comentează|adaugă un comentariu|tipărește|printează|salvează|copiază link|copiază linkul|abonează-te|autentificare|urmărește-ne",
    "hu": "megosztás|megosztom|hozzászólások|hozzászólok|nyomtatás|mentés|link másolása|feliratkozás|feliratkozom|bejelentkezés|regisztráció|követés|bezárás|küldés",
}

NETWORKS = frozenset(
    "facebook twitter x whatsapp email e-mail print reddit pinterest linkedin tumblr flipboard pocket messenger telegram "
    "instagram youtube bluesky threads mastodon note line sms copy link share tweet pin post send mail sharing options bookmark vk viber "
    "xing comments more plus google google+ via to on facebooktwitter embed video photo image close flipboardsendlinkedinmessenger "
    "facebooktwitterflipboardsendlinkedinmessenger skype snapchat tiktok rss feed baidu weibo wechat kakaotalk hatena bloglovin teilen "
    "partager compartir condividi compartilhar stumbleupon digg delicious drucken merken".split()
)
"""Words of share bars. A line made of nothing else, and more than one of them, is one."""

NAV: Table = {
    "en": "read more|read more about|read next|read also|also read|more on this|more on this story|more on this topic|more from|related|related content|related articles|"
    "related article|related stories|related story|related posts|related topics|related news|related coverage|related links|related video|related videos|see also|"
    "most read|most popular|most viewed|most shared|most commented|most watched|trending|trending now|trending stories|trending topics|"
    "popular|popular now|popular stories|latest|latest news|latest stories|latest national stories|top stories|recent stories|recent posts|recommended|"
    "recommended for you|recommended stories|you may also like|you might also like|you might like|more stories|more news|more to explore|more about|more on|more videos|"
    "more from the web|editor's picks|editors' picks|editors picks|don't miss|up next|what to read next|further reading|filed under|posted in|"
    "tags|topics|topics in this article|published under|this article tagged under|in this article|in this story|in the news|article content|breadcrumb trail links|"
    "loading|slideshow|watch|watch more|[pullquote]|pullquote|close|just watched|must watch|keep reading|continue reading|continue reading the main story|"
    "find tickets|see full schedule|home|featured|featured stories|more stories from|site navigation|related posts|posts|voucher codes|videos|explore more|stories for you|"
    "read next story|next story|previous story|previous article|next article|click here to read more|read the full story|read full article|view all|see all|all topics|all news",
    "de": "lesen sie auch|lesen sie hier|lesen sie mehr|lesen sie mehr zum thema|lesen sie mehr zu diesen themen|lesen sie dazu|lesen sie weiter|mehr zum thema|mehr dazu|mehr zu|mehr aus|mehr aus dem ressort|"
    "auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|weitere artikel|weitere themen|weitere meldungen|weiterlesen|meistgelesen|meistgelesene artikel|"
    "meistkommentiert|am meisten gelesen|beliebt|empfohlen|empfehlungen|aktuelles|aktuelle meldungen|neueste artikel|neueste|schlagzeilen|alle schlagzeilen anzeigen|schlagwörter|schlagworte|"
    "schlagwörter zu diesem artikel|themen|alle themen|themenseiten|kategorie|zum thema|startseite|zur startseite|seitennavigation|inhalt|aktueller artikel|stellenmarkt|"
    "detailsuche|verwandte artikel|verwandte themen|hinweis auf einen verwandten artikel|mehr news|news & schlagzeilen|mehr anzeigen|lesetipps|passend zum thema|links zum thema|"
    "zum weiterlesen|topthemen|aus dem archiv|nachrichten",
    "fr": "lire aussi|à lire aussi|a lire aussi|lire également|lire la suite|à lire|voir aussi|à voir aussi|sur le même sujet|sur le même thème|à la une|les plus lus|le plus lu|articles liés|"
    "articles les plus lus|en lecture suivant|dernières actualités|recommandé|recommandé pour vous|vous aimerez aussi|à découvrir|mots-clés|tags|sujets|thèmes|dans la même rubrique|"
    "en savoir plus|notre sélection|nos derniers articles|contenus sélectionnés|aller plus loin|pour aller plus loin",
    "es": "lea también|lee también|leer también|leer más|lea más|te puede interesar|le puede interesar|también te puede interesar|noticia relacionada|noticias relacionadas|artículos relacionados|"
    "relacionado|más información|más noticias|más temas|lo más leído|lo más visto|más leídas|lo último|últimas noticias|temas|temas relacionados|etiquetas|ver también|recomendado|recomendados|"
    "te recomendamos|destacados|archivado en|contenido relacionado|sigue leyendo|no te pierdas",
    "it": "leggi anche|leggi altro|leggi di più|leggi tutto|per approfondire|articoli correlati|notizie correlate|correlati|raccomandati per te|consigliati|potrebbe interessarti|"
    "ti potrebbe interessare|i più letti|più letti|le più lette|ultime notizie|ultim'ora|tag|argomenti|vedi anche|guarda anche|altre notizie|in evidenza|rubriche|temi",
    "pt": "leia também|leia mais|veja também|saiba mais|veja mais|notícias relacionadas|relacionadas|relacionados|artigos relacionados|mais lidas|mais lidos|as mais lidas|últimas notícias|últimas|"
    "mais notícias|recomendado|recomendados|recomendadas para você|tópicos|tags|assuntos|temas|assista também|destaques|continue lendo|continuar lendo",
    "nl": "lees ook|lees meer|lees verder|meer over|meer nieuws|gerelateerd|gerelateerde artikelen|meest gelezen|populair|laatste nieuws|aanbevolen|tags|onderwerpen|bekijk ook|zie ook|net binnen",
    "pl": "czytaj więcej|czytaj także|czytaj też|czytaj również|zobacz też|zobacz także|zobacz również|przeczytaj także|przeczytaj też|przeczytaj również|powiązane|powiązane artykuły|polecane|polecamy|najnowsze|najczęściej czytane|"
    "najpopularniejsze|popularne|więcej na ten temat|tagi|tematy|warto przeczytać|zobacz więcej",
    "tr": "ilgili haberler|ilgili haber|ilgili konular|benzer haberler|ayrıca okuyun|ayrıca bakınız|devamını oku|en çok okunanlar|çok okunanlar|son dakika|son haberler|diğer haberler|önerilen haberler|etiketler|"
    "okumaya devam et|bunlar da ilginizi çekebilir|gündem",
    "ru": "читайте также|читать также|читайте ещё|читайте еще|смотрите также|см. также|по теме|материалы по теме|похожие новости|другие новости|последние новости|популярное|самое читаемое|главное|"
    "рекомендуем|теги|темы|подробнее|ещё по теме|еще по теме|все публикации|все новости|новости по теме|главные новости|читать далее",
    "uk": "читайте також|читати також|дивіться також|за темою|матеріали за темою|останні новини|популярне|головне|рекомендуємо|теги|теми|детальніше|інші новини|усі публікації|всі новини|головні новини",
    "ar": "اقرأ أيضا|اقرأ أيضاً|اقرأ ايضا|إقرأ أيضا|اقرأ المزيد|المزيد|للمزيد|مواضيع ذات صلة|أخبار ذات صلة|اخبار ذات صلة|موضوعات متعلقة|مقالات ذات صلة|شاهد أيضا|شاهد أيضاً|الأكثر قراءة|آخر الأخبار|مقالات أخرى للكاتب|ذات صلة|كلمات مفتاحية|قد يهمك|الأكثر مشاهدة",
    "fa": "بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|پربازدیدترین|پربازدیدها|پیشنهاد ما|آخرین اخبار|برچسب‌ها|برچسب ها|ادامه مطلب|مرتبط",
    "he": "קראו גם|קרא גם|עוד בנושא|כתבות נוספות|עוד כתבות|הנקראות ביותר|תגיות|המשך קריאה|כתבות קשורות|אולי יעניין אותך|עוד באתר",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|ये भी पढ़े|और पढ़ें|संबंधित खबरें|संबंधित समाचार|ताज़ा खबरें|ताजा खबरें|टैग|सबसे ज्यादा पढ़ी गई|इन्हें भी पढ़ें",
    "zh": "相关阅读|相关新闻|相关报道|相关文章|相關新聞|相關閱讀|延伸阅读|延伸閱讀|更多|更多新闻|阅读更多|閱讀更多|推荐阅读|推薦閱讀|热门文章|热门|熱門|最新消息|标签|標籤|猜你喜欢|上一篇|下一篇|热点新闻|阅读全文",
    "ja": "関連記事|【関連記事】|関連ニュース|関連キーワード|関連企業・業界|関連リンク|あわせて読みたい|こちらもおすすめ|おすすめ記事|おすすめ|人気記事|最新記事|アクセスランキング|ランキング|この記事の特集・連載|"
    "この記事の筆者|すべて見る|もっと見る|特集|特集一覧|タグ|記事一覧|【時系列で見る】|次のページ|前のページ|関連キーワードをすべて見る|注目の記事|新着記事|一覧を見る",
    "ko": "관련기사|관련 기사|관련뉴스|관련 뉴스|추천 기사|추천기사|인기뉴스|인기 뉴스|많이 본 뉴스|많이 본 기사|최신뉴스|최신 기사|더보기|태그|기사 상세|함께 읽으면 좋은 기사|주요뉴스|주요 뉴스|포토|랭킹뉴스",
    "th": "อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|ข่าวล่าสุด|ข่าวยอดนิยม|ข่าวอื่นๆ|แท็ก|อ่านข่าวเพิ่มเติม|ข่าวแนะนำ",
    "vi": "xem thêm|đọc thêm|tin liên quan|bài liên quan|tin cùng chuyên mục|tin mới|tin mới nhất|đọc nhiều|xem nhiều|tin nổi bật|chủ đề|từ khóa|có thể bạn quan tâm|tin khác|mời bạn đọc thêm",
    "id": "baca juga|baca selengkapnya|berita terkait|artikel terkait|terkait|terpopuler|terkini|berita terbaru|lihat juga|simak juga|tag|rekomendasi|pilihan editor|berita lainnya",
    "sv": "läs också|läs mer|läs även|läs vidare|mest läst|relaterat|relaterade artiklar|senaste nytt|mer om|rekommenderat|ämnen|fler artiklar|se också|se även|senaste nyheterna",
    "no": "les også|les mer|les videre|mest lest|relatert|relaterte saker|relaterte emner|siste nytt|mer om|anbefalt|emner|flere saker|se også|siste saker",
    "da": "læs også|læs mere|læs videre|mest læste|relateret|relaterede artikler|seneste nyt|mere om|anbefalet|emner|flere artikler|se også|seneste nyheder",
    "fi": "lue myös|lue lisää|luetuimmat|aiheeseen liittyvää|uusimmat|suosituimmat|suosittelemme|aiheet|asiasanat|katso myös|viimeisimmät",
    "cs": "čtěte také|čtěte dále|čtěte více|čtěte víc|přečtěte si|přečtěte si také|související|související články|související témata|nejčtenější|nejnovější|doporučujeme|témata|štítky|mohlo by vás zajímat|článek|více k tématu|další články",
    "el": "διαβάστε επίσης|διαβάστε ακόμα|διαβάστε περισσότερα|διαβάστε ακόμη|σχετικά άρθρα|σχετικά|δείτε επίσης|δημοφιλή|τελευταία νέα|ετικέτες|περισσότερα|ροή ειδήσεων",
    "ro": "citește și|citeşte şi|citiți și|citește mai mult|vezi și|articole similare|articole recomandate|știri similare|cele mai citite|ultimele știri|recomandări|etichete|te-ar putea interesa",
    "hu": "olvassa el|olvassa el ezt is|olvasd el|kapcsolódó cikkek|kapcsolódó|legolvasottabb|legfrissebb|ajánlott|ajánlott cikkek|címkék|további cikkek|ezt is|bővebben|tovább olvasom",
    "zu": "funda olunye udaba lapha",
}

SECTIONS: Table = {
    "en": "news|world|politics|sport|sports|business|opinion|culture|travel|money|health|science|technology|tech|entertainment|lifestyle|life|us|usa|uk|national|international|local|economy|media|home|football",
    "de": "news|politik|wirtschaft|sport|kultur|panorama|meinung|wissen|gesellschaft|international|ausland|inland|deutschland|berlin|städte|security|home|startseite|regional|digital|finanzen",
    "fr": "politique|monde|international|économie|sport|culture|société|sciences|santé|opinions|france|europe|actualité|actualités|accueil",
    "es": "política|mundo|internacional|economía|deportes|cultura|sociedad|ciencia|salud|opinión|españa|inicio|noticias",
    "it": "politica|mondo|esteri|economia|sport|cultura|cronaca|scienza|salute|opinioni|home|notizie",
    "pt": "política|mundo|internacional|economia|esportes|esporte|desporto|cultura|sociedade|ciência|saúde|opinião|brasil|notícias",
    "nl": "nieuws|binnenland|buitenland|politiek|economie|sport|cultuur|wetenschap|opinie",
    "pl": "wydarzenia|świat|kraj|polityka|gospodarka|sport|kultura|opinie|publicystyka|serwisy|finanse|policja|społeczeństwo",
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
}

LINKING: Table = {
    "en": "read|read more|related|see also|more|watch|watch now|now watch|check out|also read|read also|click|click here|listen|click for more|don't miss|in the news|go deeper|visit|"
    "slideshow|photos|gallery|recommended reading|further reading|full coverage|interactive|interactive calendar|video|see|must read|explore|more from|more on|in pictures|podcast|live|live updates",
    "de": "lesen sie auch|lesen sie hier|lesen sie hierzu|lesen sie dazu|lesen sie mehr|mehr zum thema|auch interessant|mehr|übersicht|statistik|newsblog|reklame|>>> mehr|sehen sie hier",
    "fr": "lire aussi|à lire aussi|lire également|à lire|voir aussi|regarder|à voir|lire|vidéo",
    "es": "lea también|lee también|le puede interesar|te puede interesar|vea también|lea más|leer más|más información|video|ver más",
    "it": "leggi anche|leggi|guarda|guarda anche|per approfondire|vedi anche",
    "pt": "leia também|leia mais|veja também|saiba mais|leia|veja|assista",
    "nl": "lees ook|lees meer|bekijk|bekijk ook|zie ook",
    "pl": "czytaj także|czytaj też|czytaj więcej|czytaj również|zobacz też|zobacz także|przeczytaj też|przeczytaj także",
    "tr": "ilgili haber|ayrıca okuyun|ayrıca bakınız|okuyun|izleyin|haberin devamı",
    "ru": "читайте также|читать также|смотрите также|подробнее|по теме|см. также",
    "uk": "читайте також|дивіться також|детальніше|за темою|читайте",
    "ar": "اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|شاهد أيضا|للمزيد|رابط الخبر|شاهد|مقالات أخرى للكاتب",
    "fa": "بیشتر بخوانید|همچنین بخوانید|بخوانید|ببینید",
    "he": "קראו גם|קראו עוד|עוד בנושא|ראו גם",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|और पढ़ें",
    "zh": "相关阅读|延伸阅读|更多阅读|相关新闻|相關新聞|延伸閱讀",
    "ja": "関連記事|関連|あわせて読みたい",
    "ko": "관련기사|관련 기사",
    "th": "อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวเพิ่มเติม|ดูเพิ่มเติม",
    "vi": "xem thêm|đọc thêm|mời xem|> >|>>>",
    "id": "baca juga|baca selengkapnya|lihat juga|simak juga|baca",
    "sv": "läs också|läs mer|läs även|se också|läs",
    "no": "les også|les mer|se også|les",
    "da": "læs også|læs mere|se også|læs",
    "fi": "lue myös|lue lisää|katso myös",
    "cs": "čtěte také|čtěte více|přečtěte si|související|čtěte",
    "el": "διαβάστε επίσης|διαβάστε περισσότερα|δείτε επίσης|διαβάστε ακόμα",
    "ro": "citește și|citeşte şi|citiți și|vezi și",
    "hu": "olvassa el|olvassa el ezt is|kapcsolódó|lásd még",
    "zu": "funda olunye udaba lapha",
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


_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """The text as the tables write it: lower case, straight apostrophes, no punctuation at its ends, numbers as 0.

    >>> key("» 12 Comments:")
    '0 comments'
    """
    return _EDGES.sub("", _DIGITS.sub("0", text.lower().replace("’", "'")))
