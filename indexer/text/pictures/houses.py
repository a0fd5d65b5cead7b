"""Who makes pictures, and what stands in place of a maker's name: tables, for `makers`."""

from __future__ import annotations

from indexer.text import words

STOCK = frozenset(
    words.key(phrase)
    for phrase in words.listed(
        # en
        "supplied|contributed photo|submitted photo|courtesy photo|provided photo|handout photo|photo provided|"
        "photo submitted|photo supplied|file photo|file image|file picture|file photograph|stock photo|stock image|"
        "representational image|representative image|representational photo|representational picture|"
        "image for representation|image used for representation|for representation|image for illustration|"
        "for illustration purposes only|illustrative image|illustrative photo|generic image|"
        "library image|screenshot|screen capture|white house photo|official white house photo|dod photo|"
        "via wikimedia commons|via flickr|via youtube|via twitter|via facebook|via instagram|"
        "screengrab|screen grab|youtube screenshot|video screenshot|press photo|publicity photo|pool photo|"
        "alamy stock photo|handout|photo illustration|representational photo only|"
        # de
        "symbolbild|symbolfoto|archivbild|archivfoto|beispielbild|themenbild|themenfoto|agenturfoto|pressefoto|"
        "handyfoto|screenshot der redaktion|"
        # fr
        "photo d'archives|photo d'archive|photo d'illustration|image d'illustration|image d'archives|"
        "illustration|photo fournie|photo non datée|capture d'écran|capture d'écran youtube|photo courtoisie|"
        # es, ca, gl
        "foto de archivo|imagen de archivo|foto archivo|archivo|imagen ilustrativa|imagen referencial|"
        "foto referencial|imagen de referencia|foto de referencia|foto ilustrativa|cortesía|gentileza|"
        "captura de pantalla|captura de video|captura de vídeo|foto cortesía|imatge d'arxiu|"
        "foto d'arxiu|arxiu|imaxe de arquivo|"
        # pt, it
        "divulgação|reprodução|foto de arquivo|imagem de arquivo|imagem ilustrativa|foto ilustrativa|"
        "arquivo pessoal|"
        "arquivo|acervo pessoal|reprodução/redes sociais|foto d'archivio|immagine d'archivio|foto di "
        "immagine di foto di archivio|"
        # nl, sv, no, da, fi, is, et
        "archieffoto|archiefbeeld|foto ter illustratie|beeld ter illustratie|stockfoto|arkivbild|arkivfoto|"
        "genrebild|genrefoto|illustrasjonsfoto|illustrasjonsbilde|illustrationsfoto|illustrationsbild|modelfoto|"
        "pressfoto|pressefoto|privat foto|kuvituskuva|arkistokuva|illustratiivne foto|"
        "illustratiivne pilt|arhiivifoto|"
        # pl, cs, sk, hu, ro, bg, sr, hr, sl, lt, lv, sq
        "zdjęcie ilustracyjne|zdjęcie poglądowe|zdjęcie archiwalne|ilustrační foto|ilustrační snímek|"
        "ilustrační fotografie|archivní foto|archivní snímek|ilustračné foto|ilustračná snímka|"
        "ilustračná fotografia|"
        "archívne foto|illusztráció|képünk illusztráció|archív fotó|archív felvétel|foto ilustrativ|"
        "fotografie ilustrativă|foto cu caracter ilustrativ|imagine ilustrativă|foto arhivă|imagine din arhivă|"
        "снимка архив|архивна снимка|илюстративна снимка|архив|ilustracija|ilustrativna fotografija|"
        "foto ilustracija|"
        "ilustrativna slika|arhivska fotografija|foto arhiva|arhivski posnetek|slika je simbolična|"
        "fotografija je simbolična|simbolična fotografija|asociatyvi nuotrauka|asociatyvinė nuotrauka|"
        "asociatyvioji nuotrauka|ilustratīvs attēls|ilustratīvs foto|foto ilustruese|foto ilustrim|foto arkiv|"
        # ru, uk, be, kk, el, tr, az, ka
        "архивное фото|фото из архива|иллюстративное фото|иллюстрация|фото носит иллюстративный характер|"
        "фото из открытых источников|фото из открытого источника|скриншот видео|скриншот|кадр из видео|"
        "архівне фото|фото автора|фото пресс-службы|фото из соцсетей|фото из социальных сетей|фото соцсети|"
        "фото пресслужби|фото з соцмереж|"
        "фото з архіву|ілюстративне фото|фото ілюстративне|фото з відкритих джерел|скріншот|скріншот з відео|"
        "φωτογραφία αρχείου|φωτο αρχείου|φωτό αρχείου|εικόνα αρχείου|temsili|temsili fotoğraf|arşiv|arşiv fotoğraf|"
        "arxiv foto|illüstrativ foto|"
        # ar, fa, he, ur, hi, bn, ...
        "صورة أرشيفية|صورة تعبيرية|أرشيفية|صورة توضيحية|أرشيف|عکس آرشیوی|عکس تزئینی|آرشیو|אילוסטרציה|צילום ארכיון|"
        "תמונה להמחשה|فائل فوٹو|फाइल फोटो|फ़ाइल फोटो|फाइल फ़ोटो|प्रतीकात्मक तस्वीर|प्रतीकात्मक फोटो|सांकेतिक तस्वीर|"
        "फाइल चित्र|ফাইল ছবি|প্রতীকী ছবি|সংগৃহীত|সংগৃহীত ছবি|ছবি সংগৃহীত|संग्रहित छायाचित्र|"
        # zh, ja, ko, vi, id, ms, th, sw, af
        "资料图|资料图片|资料照片|资料照|示意图|网络图|视频截图|資料照|資料照片|資料圖片|資料圖|示意圖|示意照|"
        "翻攝畫面|翻攝自網路|網路圖片|資料写真|資料画像|イメージ写真|イメージ画像|写真はイメージです|"
        "画像はイメージです|写真はイメージ|"
        "画像はイメージ|자료사진|자료 사진|자료화면|기사와 무관한 사진|참고사진|연합뉴스 자료사진|"
        "ảnh minh họa|ảnh minh hoạ|"
        "hình minh họa|hình minh hoạ|ảnh tư liệu|ảnh chụp màn hình|ảnh cắt từ clip|foto ilustrasi|ilustrasi|"
        "foto dokumentasi|dok istimewa|dok. istimewa|istimewa|dokumentasi pribadi|foto arsip|tangkapan layar|"
        "gambar hiasan|gambar fail|foto fail|แฟ้มภาพ|ภาพประกอบ|ภาพจากแฟ้ม|argieffoto|lêerfoto"
    )
)
"""Phrases in place of a name, as `words.key` writes them."""

HOUSES = words.listed(
    "aap|aap image|abacapress|abc|acn|actionplus|adn|adobestock|adobe stock|stock.adobe.com|afp|afp-jiji|afp-時事|"
    "agerpres|agência brasil|agencia|agf|alamy|alamy stock photo|alamy live news|anadolu|anadolu agency|"
    "anadolu ajansı|anadolu images|andina|ani|anp|ansa|antara|antara foto|ap|ap photo|apa|apn|armenpress|"
    "associated press|ata|atsh|azertac|backgrid|baltic news service|barcroft|bbc|bbc news|bbc sport|beeld|belga|"
    "belgaimage|belta|bernama|bloomberg|bns|brazil photo press|bulls|bta|camera press|canadian press|cbc|cbc news|"
    "cnn|cnsphoto|contacto|corbis|cordon press|cp|ctk|čtk|cuartoscuro|cover images|cpi syndication|dana press|dapd|"
    "delfi|depositphotos|dha|diomedia|dpa|dpa-infografik|dpa-tmn|dreamstime|dw|east news|efe|el universal|elta|"
    "empics|epa|epa-efe|epd|eps|espa|esa|eso|eurokinissi|europa press|eyevine|ferrari press|flickr|fonet|"
    "fotodom|fotogramma|fotolia|france télévisions|freepik|gallo images|gamma|gamma-rapho|"
    "getty|getty images|getty images/istockphoto|gettyimages|gna|guliver|guliver/getty images|hina|"
    "iba|icon sport|icon sportswire|iha|i̇ha|ians|imaginechina|imagn|imagn images|imago|imago images|imago sport|"
    "imagoeconomica|inquam photos|instagram|interfax|interfax-ukraine|intime|intime news|ipa|irna|"
    "isna|istock|istock.com|istockphoto|itar-tass|iva|jiji|jiji press|jpl|jpl-caltech|jta|kbs|keystone|"
    "keystone-sda|"
    "kna|kpa|kyodo|kyodo news|la presse|lapresse|lehtikuva|leta|lusa|magnum|maxppp|mbc|"
    "mega|mehr|mia|middle east images|mirrorpix|mti|nasa|nato|newscom|newspix|nina|nippon news|novosti|npr|"
    "ntb|ntb scanpix|nur photo|nurphoto|ntv|nyt|opa|orf|osce|pa|pa images|pa media|pa wire|panoramic|pap|pap/epa|"
    "paris match|persbureau|petra|photo news|photonews|photo press service|photothek|picture alliance|"
    "picture-alliance|pixabay|pexels|pixsell|pool|press association|profimedia|propaganda photo|prensa latina|pti|"
    "publico|qna|radio free europe|radio-canada|rai|rba images|redux|reporters|reuters|rex|rex features|"
    "rex/shutterstock|rfe/rl|ria novosti|ritzau|ritzau scanpix|rnz|rtl|rtr|rtve|sana|saba|scanpix|"
    "science photo library|scmp|sda|shutterstock|shutterstock.com|sid|sina|sipa|sipa press|sipa usa|sky news|smh|"
    "sophiapress|splash|splash news|spa|sportsfile|sputnik|sta|starmax|stringer|stuff|sws|swns|tanjug|tass|tasr|"
    "telam|télam|the associated press|the canadian press|the guardian|the new york times|tt|"
    "tt nyhetsbyrån|ttxvn|tvn|twitter|ullstein|un photo|undp|unhcr|unicef|unian|unsplash|upi|us army|us navy|"
    "usa today|usa today sports|vcg|visual china|visual china group|vna|voa|vtv|wam|wana|wenn|who|wikimedia|"
    "wikimedia commons|wikipedia|wire|wireimage|wpa pool|xinhua|yna|yonhap|youtube|zoomin|zuma|"
    "zuma press|zumapress|"
    "zuma wire|zumapress.com|facebook|tiktok|telegram|vkontakte|weibo|x.com|creative commons|"
    "тасс|риа новости|интерфакс|коммерсантъ|коммерсант|лента.ру|москва|агентство «москва»|аг «москва»|"
    "рбк|рія|унiан|"
    "уніан|унян|униан|укринформ|укрінформ|бгнес|бта|дир.бг|булфото|танјуг|танјуг|фонет|бета|миа|αφπ|απε-μπε|απε|"
    "рейтерс|рейтер|франс пресс|"
    "新华社|新華社|新华|中新社|中新网|中新網|中央社|路透|路透社|法新|法新社|美联社|美聯社|视觉中国|"
    "視覺中國|东方ic|东方IC|"
    "人民视觉|央视|央視|共同|共同社|共同通信|時事|時事通信|ロイター|アフロ|ゲッティ|ゲッティイメージズ|"
    "ゲッティ=共同|"
    "連合ニュース|聯合ニュース|연합뉴스|연합|뉴시스|뉴스1|로이터|게티이미지|게티이미지뱅크|"
    "게티이미지코리아|셔터스톡|픽사베이|뉴스핌|"
    "연합뉴스tv|ap 연합뉴스|로이터 연합뉴스|afp 연합뉴스|epa 연합뉴스|로이터=연합뉴스|ap=연합뉴스|"
    "رويترز|أ ف ب|أ.ف.ب|فرانس برس|أ ب|أ.ب|أسوشيتد برس|الأناضول|غيتي|واس|وام|قنا|بترا|سبوتنيك|وكالات|شينخوا|إيرنا|"
    "ایرنا|ایسنا|فارس|مهر|تسنیم|آناتولی|رویترز|رويټرز|روئٹرز|اے ایف پی|اے پی|"
    "रॉयटर्स|रायटर्स|एएनआई|पीटीआई|एएफपी|एपी|गेटी इमेजेज|भाषा|রয়টার্স|এএফপি|এপি|বাসস|ইউএনবি|"
    "רויטרס|פלאש 90|פלאש90|איי-פי|גטי אימג'ס|לע\"מ|"
    "รอยเตอร์|รอยเตอร์ส|เอเอฟพี|เอพี|ซินหัว"
)
"""Agencies, picture libraries, services and papers, in lower case."""

AMBIGUOUS = words.listed(
    "petra|москва|фарс|mehr|wire|sina|nina|who|nato|who|espa|beeld|eps|mia|vna|delfi|reporters|stringer|agencia|"
    "pool|mega|forum|x|rai|illustration|redux|sky news|cnn|bbc|bbc news|cbc|cbc news|npr|dw|voa|orf|"
    "rtl|rtve|twitter|"
    "facebook|instagram|youtube|tiktok|telegram|weibo|mbc|kbs|vtv|ntv|бета|مهر|فارس|the guardian|"
    "the new york times|"
    "भाषा|연합|新华|nyt|radio-canada|stuff|usa today|bulls|magnum|unicef|unhcr|osce|saba|el universal|paris match|"
    "publico|esa|eso|opa|sta|press|iba|apa|ata|agf|spa|коммерсантъ|коммерсант|рбк|wikipedia|leta|"
    "splash|backgrid|pa|"
    "contacto|intime|ipa|iva|hina|央视|央視"
)
"""Names that credit a picture only beside another."""

LOWER = words.listed("dpa|afp|imago|istock|sid|kna|epd|apa|stock.adobe.com|shutterstock.com|picture alliance|dpa-tmn")
"""Names that are written small."""

SOURCES = (
    "image source|fuente de la imagen|crédito|crédit photo|صدر الصورة|مصدر الصورة|автор фото|kaynak|sumber gambar|"
    "nguồn hình ảnh|chanzo cha picha|asalin hoton|oríṣun àwòrán|ebe foto si|xigashada sawirka|madda suuraa|"
    "የፎቶው ባለመብት|ምንጪ ስእሊ|इमेज स्रोत|ছবির উৎস|تصویر کا ذریعہ|منبع تصویر|图像来源|圖像來源|画像提供|사진 출처|"
    "ที่มาของภาพ|பட மூலாதாரம்|ఫొటో సోర్స్|फोटो स्रोत|ઇમેજ સ્રોત|ਤਸਵੀਰ ਸਰੋਤ|तस्बिर स्रोत|ඡායාරූප මූලාශ්‍රය|"
    "ဓာတ်ပုံ မူရင်း|şəklin mənbəyi|surat manbasi|сурат манбаси|сүрөттүн булагы|izvor fotografije|ffynhonnell y llun|"
    "wia dis foto come from|inkomoko y'isanamu|عکس، منبع|د عکس سرچینه|сүрөт булагы"
)
CAPTIONS = (
    "image caption|media caption|pie de foto|legenda da foto|légende image|التعليق على الصورة|подпись к фото|"
    "підпис до фото|fotoğraf altı yazısı|keterangan gambar|chụp lại hình ảnh|maelezo ya picha|bayanan hoto|"
    "qoraalka sawirka|ibsa suuraa|इमेज कैप्शन|ছবির ক্যাপশান|تصویر کا کیپشن|توضیح تصویر|图像加注文字|"
    "圖像加註文字|画像説明|"
    "사진 설명|คำบรรยายภาพ|படக்குறிப்பு|ఫొటో క్యాప్షన్|फोटो कॅप्शन|ઇમેજ કૅપ્શન|ਤਸਵੀਰ ਕੈਪਸ਼ਨ|तस्बिर क्याप्शन|"
    "ඡායාරූප ශීර්ෂය|ဓာတ်ပုံ ခေါင်းစဉ်|wetin we call dis foto|àkọlé àwòrán|nkọwa foto|የምስሉ መግለጫ|şəklin alt yazısı|"
    "сурат тагсўзи|сүрөттүн түшүндүрмөсү|potpis ispod fotografije|disgrifiad o'r llun|video caption|pie de video|"
    "legenda do vídeo|légende vidéo|التعليق على الفيديو|подпись к видео"
)
"""What one broadcaster prints under its pictures before a comma and the maker (`SOURCES`) or the caption."""

VIETNAMESE = words.listed(
    "dân trí|vnexpress|vne|tuổi trẻ|tuổi trẻ online|thanh niên|vietnamnet|zing|zing news|zing.vn|lao động|tiền phong|"
    "người lao động|vtc|vtc news|vtv|vov|nhân dân|infonet|báo mới|pháp luật tp.hcm|an ninh thủ đô|công an nhân dân|"
    "trí thức trẻ|giao thông|sài gòn giải phóng|bnews|soha|kênh 14|vietnam+|vietnamplus|vietnam plus|đất việt|"
    "doanh nhân sài gòn|công thương|kiến thức|khám phá|hà nội mới|quân đội nhân dân|đời sống & pháp luật|"
    "ictnews|genk|cafef"
)
"""Newspapers that Vietnamese stories are taken from, "Theo Dân trí": by themselves most are words of the language."""
