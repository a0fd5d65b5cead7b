"""Calls to action: a newsletter's sign-up, a plea for followers, members or money, a box about cookies or comments.

Each call is a needle, which costs next to nothing to look for, and the pattern that has to hold around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from indexer.text.calls import appeals, attribution, correspondence, gates, invitations, mailings, pointers
from indexer.text.needles import Seen


class Call(NamedTuple):
    """Letters (lower case) that must stand in the line, and the pattern that makes a call of them."""

    needle: str
    pattern: str


CALLS = tuple(
    Call(needle, pattern)
    for needle, pattern in (
        # en
        (
            "inbox",
            r"\b(?:(?:delivered|sent|straight|direct(?:ly)?|get|receive|arriv\w+|stories|"
            r"news|updates?|briefing|daily|weekly|mornings?|free)\b.{0,90}\binbox\b|"
            r"in (?:your|my) inbox(?=\W*$| (?:every|each|daily|weekly|for free|now|today|by)\b))",
        ),
        (
            "sign up",
            r"^(?:\W*sign up\b)|\bsign up (?:for|to|here|now|with|today|below)\b.{0,110}\b(?:newsletters?|"
            r"e-?mails?|updates?|alerts?|briefing|here|app|club|inbox|free|stories|"
            r"membership)\b|\bsign up\W*$",
        ),
        ("signing up", r"\b(?:by|when|for) signing up\b"),
        (
            "newsletter",
            r"^\W*(?:\w+\W+){0,6}newsletters?\W*$|\b(?:subscri\w+|sign|join|get|receive|"
            r"read|our|free|daily|weekly|join|try) (?:\w+\W+){0,7}newsletters?\b.{0,60}$|"
            r"\bnewsletter sign[- ]?up\b",
        ),
        (
            "subscri",
            r"^\W*subscribe\b(?!\s+to (?:the|a|your|this|his|her) (?:view|idea|notion|"
            r"theory|local))|\bsubscribe (?:now|today|here|to (?:our|my)|for (?:free|"
            r"more|just|as|only))\b|\b(?:only|just|exclusive\w*|available) (?:for|"
            r"to) (?:our )?subscribers\b|\bcontent is (?:typically )?available only to paid "
            r"subscribers\b|\balready a subscriber\b|\b(?:monthly|annual|"
            r"digital|cancel) subscription\b.{0,60}$|\bto continue reading\b",
        ),
        (
            "privacy policy",
            r"\b(?:agree|consent|accept|acknowledge|terms)\b.{0,120}\bprivacy policy\b|"
            r"\bprivacy policy\b.{0,60}\b(?:apply|terms)\b",
        ),
        ("email address", r"\b(?:enter|provid\w+|valid|your) (?:a |your |an )?(?:valid )?e?-?mail address\b"),
        ("promotional", r"\b(?:receive|occasional)\b.{0,40}\bpromotional\b"),
        ("follow", r"^\W*follow (?:us|our|me)\b|\bfollow (?:us|our)\b.{0,60}\b(?:on|at|for)\b"),
        ("join us on", r"\bjoin us on (?:twitter|facebook|whatsapp|telegram)\b"),
        ("whatsapp", r"\b(?:join|follow|get|send|subscribe|sign)\b.{0,60}\bwhatsapp\b.{0,40}$"),
        (
            "click here",
            r"^\W*click here\b|\bclick here (?:to|for)\b.{0,60}\b(?:subscri|sign|download|"
            r"get|join|read|watch|more)\w*|\bclick here\W*$",
        ),
        (
            "app",
            r"\b(?:download|get|install|open) (?:our|the|this).{0,30}\bapp\b.{0,40}$|"
            r"\bwant more\b.{0,60}\bapp\W*$",
        ),
        ("as an interest", r"\badd .{2,60} as an interest\b"),
        (
            "journalism",
            r"\b(?:support|supporting|fund|funds|donate|contribute|thank you for)\b.{0,80}\bjournalism\b|"
            r"\bcredible journalism\b",
        ),
        (
            "donat",
            r"^\W*(?:please )?(?:donate(?: now| today| here| to us)?\W*$|make a (?:tax-deductible "
            r")?donation\b)|\b(?:your|a) (?:tax-deductible |monthly |small )?donations?\b.{0,60}\b(?:help|"
            r"support|today|keep)\w*",
        ),
        ("reader", r"\b(?:is )?reader[- ](?:supported|funded)\b"),
        ("become a", r"\bbecome a (?:member|subscriber|supporter|patron)\b"),
        ("enjoyed this", r"\bif you (?:enjoyed|liked) this\b|\benjoyed this (?:article|story)\?"),
        ("thank you for", r"^(?![“\"‘'])\W*thank you for (?:signing|subscribing|supporting|reading)\b"),
        ("not a robot", r"\bnot a robot\b"),
        ("successfully subscribed", r"\bsuccessfully subscribed\b"),
        ("logged in", r"\blogged in to (?:join|comment|post|view)\b"),
        (
            "comment",
            r"\b(?:join|leave|post|add|view|read|show|write|share)\b.{0,24}\bcomments?\W*$|"
            r"\bcomment policy\b|\bcomments? (?:are|is) (?:closed|moderated|subject)\b|"
            r"\bplease (?:keep|read)\b.{0,60}\bcomments?\b|"
            r"(?:^\W*|\b(?:want|in|up|register|here|below) )to comment on this\b|"
            r"\blively but civil forum\b|\bname, email,? and website\b",
        ),
        ("failed to load", r"\bvideo has failed to load\b"),
        ("other videos", r"\bsee other videos\b"),
        ("first to hear", r"\bbe the first to (?:hear|know)\b"),
        ("never miss", r"\bnever miss (?:a|an|our)\b.{0,50}$|\bso you'?(?:ll)? never miss\b"),
        ("stay up to date", r"^\W*stay (?:up to date|informed|connected|tuned|in the know)\b"),
        ("stay informed", r"^\W*stay informed\b"),
        ("special offers", r"\b(?:receive|treated to)\b.{0,30}\bspecial offers\b"),
        ("sign-up", r"\bwe use your sign-?up\b|\bnewsletter sign-?up\b"),
        ("your website or blog", r"\bcopy this code to your website or blog\b"),
        ("gallery will resume", r"\bgallery will resume\b"),
        ("this ad", r"\bthis ad(?:vertisement)? has not loaded\b|\bwhy (?:am i|are you) seeing this ad"),
        ("licensed professional", r"\bfree tool can help find\b"),
        ("advis", r"\bconnect with (?:a|an) (?:financial |investment )?advis[eo]r\b"),
        ("vote", r"\bvote (?:here|now)\W*$|\? vote here now\W*$|\bvote (?:now )?in (?:urgent )?poll\W*$"),
        ("quiz", r"^how much do you know about\b.{0,80}\bquiz\W*$|^(?:take|try) (?:our|the|this)\b.{0,40}\bquiz\W*$"),
        ("respond to a column", r"\bto respond to a column\b"),
        ("board of contributors", r"\bread diverse opinions from our board\b"),
        (
            "podcast",
            r"\b(?:subscribe|listen|download|follow)\b.{0,60}\bpodcasts?\b.{0,60}\b(?:on|"
            r"here|via|wherever|apple|spotify|itunes)\b.{0,40}$",
        ),
        ("opens in", r"\(opens in (?:a )?new (?:window|tab)\)$"),
        (
            "cookie",
            r"\b(?:accept|consent|preferences|settings|manage|einstellungen|acceptez|"
            r"akzeptieren|uses?|nutzt|utiliza|utilise)\b.{0,60}\bcookies?\b|\bcookies?\b.{0,60}\b(?:accept|"
            r"consent|preferences|settings|einstellungen|zustimm\w+)",
        ),
        (
            "javascript",
            r"\b(?:enable|aktivier\w+|activ\w+|ativ\w+|включ\w+|requires?|ausgeschaltetem)\b.{0,30}\bjavascrip"
            r"t\b|\bjavascript\b.{0,40}\b(?:enable|aktivier|activ|ativ|включ|disabled)",
        ),
        ("paywall", r"\bno paywall\b|\bremoved (?:the|our) paywall\b"),
        ("without charge", r"\bavailable without charge to\b.{0,60}\bpublishers?\b"),
        ("contact us", r"\bcontact us (?:in|by|via|through|on) the following\b"),
        ("contact number", r"\binclude a contact number\b"),
        ("have your say", r"\bhave your say\b.{0,40}\bcomments?\b"),
        ("by emailing", r"\b(?:tell us|share|get in touch|let us know)\b.{0,80}\bby e-?mailing\b"),
        ("share this with", r"^\W*share this with\b.{0,40}$"),
        ("your browser do", r"\byour browser does(?: not|n['’]t) support\b"),
        ("editorial guidelines", r"^(?:see|read) our editorial guidelines\b"),
        ("get the latest", r"^\W*get (?:the|all the|our) latest\b.{0,160}$"),
        ("get our", r"^\W*get our (?:top|best|free|daily|latest)\b"),
        ("get daily", r"^\W*get daily\b.{0,60}$"),
        ("employ humans", r"\bwe employ humans\b"),
        (
            "send us",
            r"\b(?:send|email) us (?:a |your )?(?:tips?|feedback|comments?|letters?|"
            r"story|stories|photos?)\b|\bhave a (?:story|tip|news tip)\b",
        ),
        ("news tip", r"\b(?:got|have|send) (?:a |us )?(?:a )?news tips?\b"),
        ("recaptcha", r"\brecaptcha\b.{0,120}\b(?:policy|terms|privacy|google|política|datenschutz\w*|conditions)\b"),
        ("akismet", r"\bthis site uses akismet\b"),
        ("leave this field empty", r"\bleave this field empty\b"),
        ("qr code", r"\b(?:scan|scanning) (?:the|this|our) qr code\b"),
        ("click this link", r"\bclick (?:on )?this link\b"),
        ("click the link", r"^\W*click the link\b"),
        (
            "@",
            r"^\W*(?:contact|e-?mail|reach|write to|call|text) .{2,90}?\b[\w.+-]+@[\w-]+\.\w|"
            r"^\W*(?:have|got) (?:a|any) (?:tip|story|news tip|information|question|comment)s?\b.{0,120}"
            r"[\w.+-]+@[\w-]+\.\w",
        ),
        ("log in", r"^\W*(?:please |you must |you need to )?(?:be )?log(?:ged)?[ -]?in (?:to|or|with)\b.{0,80}$"),
        ("your email", r"^\W*(?:please )?(?:enter|type|add|submit|provide) your e-?mail\b|^\W*your e-?mail\b.{0,60}$"),
        ("unlimited", r"^\W*(?:get |enjoy |with )?unlimited (?:digital |online )?access\b.{0,120}$"),
        ("online access", r"\bonline access to\b.{0,80}\b(?:account|sites?|articles|subscription)\b"),
        ("breaking news", r"^\W*(?:get|receive|sign up for) (?:\w+ ){0,3}breaking news\b"),
        ("first month", r"\b(?:first|for) (?:month|year|week)s?\b.{0,40}\b(?:subscri|cancel|free|just|only)\w*"),
        (
            "special coverage",
            r"^\W*(?:follow|read|see|find) (?:all )?(?:our|the) (?:full|special|complete)\b.{0,60}\bcoverage\b",
        ),
        ("full coverage", r"^\W*(?:follow|read|see|find) (?:all )?(?:our|the) full coverage\b"),
        (
            "affiliate",
            r"\b(?:earn|receive|get) (?:an? )?(?:affiliate )?commissions?\b.{0,120}\b(?:link|purchase|article|buy)\w*"
            r"|\baffiliate links?\b",
        ),
        ("community guidelines", r"\b(?:read|see|follow|review|our) (?:our |the )?community guidelines\b"),
        ("notify me", r"^\W*notify me (?:of|when|by|about)\b"),
        ("discussion", r"\bjoin the (?:discussion|conversation)\b.{0,80}$"),
        ("support us", r"^\W*(?:please )?support us\b.{0,80}$"),
        ("keep our", r"\bhelp (?:us )?keep our\b.{0,80}\b(?:free|journalism|reporting|independent|site)\b"),
        ("independent journalism", r"\bindependent journalism\b.{0,100}\b(?:support|donat|contribut|help|fund)\w*"),
        # de
        (
            "newsletter",
            r"\bnewsletter\b.{0,80}\b(?:anmeld\w+|abonnier\w+|bestell\w+|melden|kostenlos|"
            r"postfach|stimme)\b|\b(?:jetzt|hier|unser\w*|kostenlos\w*)\b.{0,40}\bnewsletter\b.{0,40}$",
        ),
        ("postfach", r"\b(?:in ihr|ins|ins|in dein|im) (?:e-mail-|mail-)?postfach\b"),
        (
            "anmeld",
            r"^(?:jetzt |hier )?(?:kostenlos |gratis )?anmelden\W*$|\bmit (?:der|meiner|"
            r"ihrer|deiner) anmeldung\b|\bjetzt (?:kostenlos |gratis )?anmelden\b",
        ),
        (
            "einwilligung",
            r"\b(?:widerruflich\w*|ihre|deine|mit)\b.{0,20}\beinwilligung\b.{0,120}\b(?:notwendig|"
            r"erforderlich|inhalt\w*|daten)\b|\beingebettete inhalte\b",
        ),
        ("externe", r"\bexterne[rn]? inhalte?n?\b"),
        (
            "kommentar",
            r"\bdie kommentarfunktion\b|\b(?:kommentare?|kommentieren) (?:ist|sind|"
            r"wurde\w*) geschlossen\b|^(?:\d+ )?kommentare?\b.{0,20}$|^(?:jetzt |beitrag |"
            r"artikel )?kommentieren\b.{0,30}$",
        ),
        ("eingeloggt", r"\beingeloggte?r?\b.{0,60}\b(?:kommentieren|nutzer|user)\b|^sie sind eingeloggt"),
        ("netiquette", r"\bnetiquette\b"),
        ("spende", r"\b(?:deine|ihre|jetzt|mit einer|eine) spenden?\b|\bspende(?:n sie)? (?:jetzt|hier|für)\b"),
        ("unterstütz", r"\bunterstützen sie (?:uns|unser\w*)\b|\bunterstütze uns\b"),
        (
            "abonn",
            r"\b(?:jetzt|hier|kostenlos) (?:\w+ )?abonnier\w+|\babonnieren sie (?:uns|"
            r"den|unser\w*|jetzt|hier)\b|\b(?:nur|exklusiv) für abonnenten\b",
        ),
        ("podcasts", r"\bhier können sie unsere\b.{0,40}\bpodcasts hören\b"),
        ("bei amazon", r"\bhier geht es zu.{2,70}\bbei amazon\b"),
        ("öffnet im neuen", r"\(öffnet im neuen fenster\)$"),
        ("(m/w/d", r"\(m/w/d(?:iv)?\)"),
        ("(w/m/d", r"\(w/m/d(?:iv)?\)"),
        ("folgen", r"^(?:folgen sie|folge) uns\b"),
        ("whatsapp-kanal", r"\bwhatsapp-kanal\b"),
        ("community", r"\bteile deine\b.{0,40}\bcommunity\b"),
        ("feedback", r"\bschicken sie uns\b|^feedback\b.{0,30}$"),
        ("e-mail an", r"\b(?:schicken|schreiben|senden) sie uns (?:gerne )?(?:eine|ihre)? ?e-?mail\b"),
        ("widerruf", r"\b(?:versandverfahren|datenschutz\w*)\b.{0,80}\bwiderruf\w*"),
        ("kurzlink", r"^kurzlink\b"),
        ("affiliate", r"\baffiliate-?links?\b|\baffiliatelinks?\b"),
        ("kommentar-regeln", r"\bkommentar-?regeln\b"),
        ("e-mail-adresse", r"^\W*(?:ihre|deine|die) e-?mail-?adresse\b.{0,90}$|\bbitte\b.{0,40}\be-?mail-?adresse\b"),
        ("meinung", r"^\W*(?:deine|ihre) meinung\b.{0,90}\b(?:diskutier|kommentar|schreib|wichtig)\w*"),
        ("diskutier", r"^\W*(?:diskutiere|diskutieren sie)\b.{0,70}$"),
        ("hilf uns", r"^\W*hilf uns\b"),
        ("helfen sie uns", r"^\W*helfen sie uns\b.{0,60}\b(?:verbessern|besser|journalismus)\b"),
        ("plus-symbol", r"\bklicken sie auf das plus-symbol\b"),
        ("kostenlos anmelden", r"\bkostenlos anmelden\W*$"),
        ("jetzt ausprobieren", r"\bjetzt (?:ausprobieren|testen|lesen|bestellen)\W*$"),
        # fr
        (
            "adresse e",
            r"\b(?:saisir|entrer|entrez|saisissez|indiquez|votre) (?:une |votre )?adresse e-?mail\b|"
            r"\badresse e-?mail (?:valide|ne sera pas)\b",
        ),
        ("adresse e-mail", r"^\W*merci de saisir votre adresse\b"),
        ("consentement", r"\b(?:votre|avec) (?:e-?mail|consentement)\b.{0,120}\b(?:newsletter|recevoir|utilisé)\b"),
        ("charte des comm", r"\bcharte (?:des|de) commentaires?\b"),
        (
            "commentaire",
            r"\b(?:laisser|publier|poster|ajouter|écrire|déposer|soumettre)\b.{0,30}\bcommentaires?\b.{0,40}$",
        ),
        ("newsletter", r"\b(?:retrouvez|recevez|inscri\w+|abonn\w+)\b.{0,140}\bnewsletters?\b"),
        (
            "abonn",
            r"\babonnez-vous\b|\b(?:réservée?s?|accessible\w*) (?:aux?|à nos|à) (?:\w+ )?abonnés?\b|"
            r"\bdéjà abonné\b|\b(?:votre|mon) abonnement\b.{0,60}$|\boffres? d['’]abonnement\b|"
            r"\bje m['’]abonne\b",
        ),
        (
            "inscri",
            r"\binscrivez-vous\b|\bs['’]inscrire (?:gratuitement|à)\b|\binscríbete\b|"
            r"\binscreva-se\b|\biscriviti\b|\bînscrie-te\b",
        ),
        ("suivez", r"\bsuivez[- ](?:nous|toute l.actualité|l.actualité)\b"),
        ("article à lire", r"\bil vous reste\b.{0,16}\bde cet article\b"),
        ("recevez", r"\brecevez\b.{0,80}\b(?:newsletter|mail|boîte|alertes?|matin|semaine)\b"),
        ("ce compte", r"\b(?:avec|sur) ce compte\b"),
        ("appareil", r"\b(?:un seul|l.autre|autre) appareil\b"),
        ("faites un don", r"\bfaites un don\b"),
        # es, pt, it
        (
            "suscr",
            r"\bsuscr[ií]be(?:te|se)\b.{0,80}\b(?:a|al|aquí|gratis|para|newsletter|"
            r"boletín|ya|ahora)\b|\b(?:solo|sólo|exclusivo) para suscriptores\b|^\W*suscr[ií]be(?:te|"
            r"se)\b",
        ),
        ("síguenos", r"\bsíguenos\b"),
        ("boletín", r"\b(?:recib\w+|nuestro|apúntate|suscr\w+)\b.{0,60}\bboletín\b"),
        (
            "assin",
            r"\bassine (?:já|agora|a|o|nossa|nosso|aqui)\b.{0,60}$|\b(?:exclusivo|"
            r"só|apenas) para assinantes\b",
        ),
        ("siga", r"^\W*siga(?:-nos)?\b.{0,60}\b(?:no|nas?|em)\b.{0,60}$|\bsiga-nos\b"),
        ("e-mail", r"\breceba\b.{0,60}\be-?mail\b|\bpor e-?mail\b.{0,40}\b(?:receba|recibe|ricevi)\b"),
        ("clique aqui", r"\bclique aqui\b"),
        ("dúvidas", r"\bdeixe suas? (?:dúvidas|opinião|comentário)\b"),
        ("clic aquí", r"\bclic aquí\b"),
        ("compart", r"\bobrigad[oa] por compartilhar\b|^compart(?:e|a|ilhe|ir|ilhar)\b.{0,50}$"),
        ("seguici", r"\bseguici su\b"),
        ("abbon", r"\babbonati (?:a|per|ora|subito)\b|\briservato agli abbonati\b"),
        ("commenti", r"\bi commenti\b.{0,30}\b(?:accettati|chiusi|lettori)\b|\bcommenti che contengano\b"),
        (
            "comentario",
            r"^\W*(?:deja|escribe|añade|publica|sé el primero)\b.{0,60}\bcomentarios?\b|\bpara comentar\W*$",
        ),
        ("inicie sesión", r"\binici[ae] sesión\b.{0,60}$"),
        ("correo electrónico", r"\b(?:su|tu) (?:dirección de )?correo electrónico\b.{0,80}$"),
        ("en tu correo", r"\b(?:recib\w+|noticias)\b.{0,80}\ben (?:tu|su) correo\b"),
        (
            "comentário",
            r"\b(?:deixe|escreva|faça|publique)\b.{0,40}\bcomentários?\b.{0,60}$|\bcomentários?\b.{0,80}\b(?:moderad|aprovad|ofensiv)\w+",
        ),
        ("apoie", r"^\W*apoie (?:a|o|nosso|nossa|este)\b.{0,80}$|\bapoie já\b"),
        ("redes sociais", r"^\W*(?:siga|acompanhe|curta)\b.{0,80}\bredes sociais\b"),
        ("redes sociales", r"^\W*(?:sigue|síguenos|siga)\b.{0,80}\bredes sociales\b"),
        ("commento", r"\b(?:lascia|scrivi|inserisci)\b.{0,30}\bcommento\b"),
        # nl, sv, no, da, fi
        ("nieuwsbrief", r"\b(?:schrijf|meld|ontvang|abonneer)\b.{0,80}\bnieuwsbrief\b"),
        ("volg ons", r"\bvolg ons\b"),
        ("nyhetsbrev", r"\b(?:prenumerera|anmäl|få|meld|motta|abonner)\w*\b.{0,80}\bnyhetsbrev"),
        ("nyhedsbrev", r"\b(?:tilmeld|få|modtag)\w*\b.{0,80}\bnyhedsbrev"),
        ("følg oss", r"\bfølg oss\b"),
        ("følg os", r"\bfølg os\b"),
        ("följ oss", r"\bföljs? oss\b"),
        ("uutiskirje", r"\btilaa\b.{0,60}\buutiskirje"),
        (
            "annonse",
            r"\bannonse(?:r|inntekter|ring)?\b.{0,60}\b(?:innstillinger|finansiert|"
            r"ser du)\b|\bfinansiert av annonse\w*|\bser du denne annonsen\b",
        ),
        ("innstillinger", r"\b(?:endre|les mer om|velger)\b.{0,30}\binnstillinger\b"),
        # pl, cs, hu, ro, el, tr
        (
            "newsletter",
            r"\bzapisz się\b.{0,60}\bnewsletter|\bodebír\w+\b.{0,40}\bnewsletter|\bfeliratk\w+\b.{0,40}\bhírle"
            r"v",
        ),
        ("subskry", r"\b(?:subskrybuj|wykup subskrypcję|dostęp do)\b"),
        ("artykuł", r"\bpozostało\b.{0,14}\bartykułu\b|\bautomatycznie wyświetlimy artykuł\b"),
        ("śledź nas", r"\bśledź nas\b"),
        ("sledujte", r"\bsledujte nás\b"),
        ("feliratk", r"\biratkozz(?:on)? fel\b"),
        ("kövess", r"\bkövess(?:en)? minket\b"),
        ("abon", r"\babonați-vă\b|\babonează-te\b|\babone ol(?:mak|un|arak)?\b|\babonelere\b"),
        ("ακολουθήστε", r"\bακολουθήστε (?:μας|το)\b"),
        ("εγγραφείτε", r"\bεγγραφείτε\b"),
        ("takip ed", r"\bbizi\b.{0,40}\btakip ed"),
        # ru, uk
        ("подп", r"\bподп(?:исывайтесь|ишитесь|исаться) (?:на|в)\b"),
        ("підп", r"\bпідп(?:исуйтесь|ишіться|исатися) (?:на|в)\b"),
        ("правила коммент", r"\bсоблюдать правила коммент\w+"),
        ("читайте нас", r"\bчитайте нас (?:в|у)\b"),
        (
            "telegram",
            r"\b(?:в|у) (?:нашем |нашому )?telegram\b.{0,40}$|\bjoin\b.{0,30}\btelegram\b|"
            r"\btelegram[- ](?:канал|channel|kanal)\w*\b.{0,30}$",
        ),
        # bg, sr, hr, sl, sk, sq
        ("абонирай", r"\bабонирай(?:те)? се\b"),
        ("дарение", r"\b(?:вашето|твоето|всяко|направете) дарение\b"),
        ("претплат", r"\bпретплатите? се\b"),
        ("pretplati", r"\bpretplati(?:te)? se\b"),
        ("pratite nas", r"\bpratite nas\b"),
        ("odoberaj", r"\bodoberajte\b.{0,60}\bnewsletter"),
        (
            "komentar",
            r"^\W*(?:ostavi|ostavite|napiši|dodaj|pošalji|oddaj|pridať|pridajte)\b.{0,20}\bkomentár?\b.{0,40}$",
        ),
        ("na ndiqni", r"\bna ndiqni\b"),
        # ar, fa, he, hi
        ("डाउनलोड करें", r"डाउनलोड करें.{0,60}(?:एप|ऐप|App|app)|(?:एप|ऐप|App|app).{0,60}डाउनलोड करें"),
        ("اشترك", r"اشترك (?:في|الآن|معنا|ب)"),
        ("تابع", r"تابعونا|تابعنا (?:على|عبر)"),
        ("حمل", r"حم[ّ]?ل (?:ال)?تطبيق"),
        ("دنبال کنید", r"ما را .{0,40}دنبال کنید"),
        ("עקבו", r"עקבו אחרינו"),
        ("הירשמו", r"הירשמו ל"),
        ("क्लिक", r"क्लिक (?:करें|कर सकते|कीजिए)"),
        ("डाउनलोड", r"(?:यहां|यहाँ|ऐप).{0,20}डाउनलोड"),
        ("फ़ॉलो", r"फ़ॉलो (?:भी )?(?:कर|करें)"),
        ("फॉलो", r"फॉलो (?:भी )?(?:कर|करें)"),
        ("ट्विटर", r"^ट्विटर(?: पर)?(?: भी)?\s?$|ट्विटर पर भी"),
        ("फ़ेसबुक", r"^फ़ेसबुक(?: और)?\s?$|हमें\s+फ़ेसबुक|फ़ेसबुक पन्ने"),
        ("फेसबुक", r"^फेसबुक(?: और)?\s?$|हमें\s+फेसबुक|फेसबुक पन्ने"),
        ("ऐप के लिए", r"ऐप के लिए"),
        # zh, ja, ko
        ("关注", r"(?:欢迎|请|长按|扫码|点击).{0,16}关注|关注[^，。！？；：”]{0,14}(?:公众号|微信|微博)"),
        ("二维码", r"扫.{0,10}二维码"),
        ("订阅", r"订阅.{0,10}(?:通讯|电子报|频道)"),
        ("登録", r"(?:メルマガ|会員|無料|メール|チャンネル).{0,12}登録.{0,20}$|キーワード登録"),
        ("フォロー", r"を?フォロー(?:する|してください)?$"),
        ("会員", r"(?:有料|無料)?会員(?:限定|になると|の方|登録)"),
        ("体験", r"無料体験"),
        ("転載", r"転載.{0,40}(?:ご覧|禁)"),
        ("구독", r"구독.{0,12}(?:하세요|눌러|신청|해주세요)"),
        ("좋아요", r"좋아요를? 눌러"),
        ("공유하기", r"공유하기"),
        ("회원", r"회원(?:용| 가입| 전용)"),
        ("무단", r"무단.{0,6}(?:전재|복제|배포)"),
        ("저작권", r"저작권자"),
        # th, vi, id
        ("ติดตาม", r"ติดตาม.{0,40}(?:ได้ที่|เพจ|ไลน์|ช่องทาง)"),
        ("ดาวน์โหลด", r"ดาวน์โหลด.{0,20}แอป"),
        ("đăng ký", r"đăng ký (?:nhận|theo dõi|kênh)"),
        ("theo dõi", r"theo dõi\b.{0,40}\btrên (?:facebook|zalo|youtube|google|fanpage)"),
        ("ikuti", r"\bikuti (?:kami|berita|update|saluran)\b"),
        ("langganan", r"\blangganan\b.{0,30}\b(?:newsletter|sekarang)\b"),
        ("unduh", r"\bunduh aplikasi\b"),
        *gates.CALLS,
        *mailings.CALLS,
        *invitations.CALLS,
        *pointers.CALLS,
        *appeals.CALLS,
        *correspondence.CALLS,
    )
)


_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3040-\ud7ff]")
_WORD = re.compile(r"\w+")


def _opening(needle: str) -> str | None:
    """The first three letters of the needle's first word, "" without any; None where words aren't parted by spaces."""
    if _OTHER_SCRIPT.search(needle):
        return None
    found = _WORD.search(needle)
    return found[0][:3] if found else ""


Numbered = tuple[int, Call]


class Present(NamedTuple):
    """The `calls` that an article's lines may be, and `by_line`, for each line that stands in it, those whose needles
    stand in the line."""

    calls: tuple[Call, ...]
    by_line: Mapping[str, tuple[Call, ...]]


def present(lines: Sequence[str], seen: Seen) -> Present:
    """The calls that an article's lines need to be asked about: their needles stand in it, and somewhere in it a word
    begins as the needle does. `seen` has what stands in these lines."""
    if _FOLDED.search(seen.odd):
        low = "\n".join(lines).lower()
        begun = _words(low)
        calls = tuple(call for call in CALLS if _is_in(call, low, begun))
        return Present(calls, dict.fromkeys(lines, calls))
    by_needle = _numbered()
    found = [numbered for needle in seen.needles if needle in by_needle for numbered in by_needle[needle]]
    if found:
        begun = f" {seen.low.translate(_PARTED).decode()} "
        found = [numbered for numbered in found if _begins(numbered[1].needle, begun)]
    # Quotes and dashes part words as a space does; where there are other letters, ASCII doesn't say where words begin.
    if _WORD.search(seen.odd):
        letters = set(seen.odd.lower())
        found += [numbered for numbered, wanted in _other_calls() if wanted <= letters]
        if found:
            low = "\n".join(lines).lower()
            begun = _words(low)
            found = [numbered for numbered in found if _is_in(numbered[1], low, begun)]
    calls = tuple(call for _, call in sorted(found))
    return Present(calls, _by_line(lines, calls, seen))


def standing(lines: Sequence[str], seen: Seen) -> Mapping[str, tuple[Call, ...]]:
    """The calls that each line needs to be asked about, whatever the others say: their needles stand in it. `seen` has
    what stands in these lines."""
    if _FOLDED.search(seen.odd):
        return dict.fromkeys(lines, CALLS)
    by_needle = _numbered()
    found = [numbered for needle in seen.needles if needle in by_needle for numbered in by_needle[needle]]
    if _WORD.search(seen.odd):
        low = "\n".join(lines).lower()
        letters = set(seen.odd.lower())
        found += [numbered for numbered, wanted in _other_calls() if wanted <= letters and numbered[1].needle in low]
    return _by_line(lines, tuple(call for _, call in sorted(found)), seen)


def _by_line(lines: Sequence[str], calls: tuple[Call, ...], seen: Seen) -> dict[str, tuple[Call, ...]]:
    by_line: dict[str, tuple[Call, ...]] = dict.fromkeys(lines, ())
    for call in calls:
        if call.needle.isascii():
            standing = {lines[i] for i in seen.needles[call.needle]}
        else:
            standing = {line for line in lines if call.needle in line.lower()}
        for line in standing:
            by_line[line] += (call,)
    return by_line


_FOLDED = re.compile("[\u0130\u212aΣ]")
"""Letters whose small form is ASCII, or depends on their neighbours."""
_PARTED = bytes(b if b < 128 and (chr(b).isalnum() or chr(b) == "_") else ord(" ") for b in range(256))


def _is_in(call: Call, low: str, begun: str) -> bool:
    """Whether the needle stands in a text in small letters, where a word begins as it does; `begun` are its words."""
    return call.needle in low and _begins(call.needle, begun)


def _words(low: str) -> str:
    """A text with spaces around its words."""
    # Few kinds of marks, so that taking out each is cheaper than finding all words is.
    for mark in set(low):
        if not (mark.isalnum() or mark == "_"):
            low = low.replace(mark, " ")
    return f" {low} "


def _begins(needle: str, begun: str) -> bool:
    """Whether one of the words, each between spaces, begins as the needle does."""
    beginning = _beginning(needle)
    return beginning in begun if beginning is not None else _OTHER_SCRIPT.search(begun) is not None


@cache
def _beginning(needle: str) -> str | None:
    """How a word has to begin for a call to be asked about, with the space before it."""
    opening = _opening(needle)
    if not opening:
        return opening
    return f" {opening}" if len(opening) == _OPENING else f" {opening} "


@cache
def _numbered() -> dict[str, list[Numbered]]:
    """The calls with each needle in ASCII."""
    found: dict[str, list[Numbered]] = {}
    for number, call in enumerate(CALLS):
        if call.needle.isascii():
            found.setdefault(call.needle, []).append((number, call))
    return found


@cache
def _other_calls() -> tuple[tuple[Numbered, frozenset[str]], ...]:
    """The calls with another needle, each with the letters beyond ASCII that it can't be without."""
    return tuple(
        ((number, call), frozenset(c for c in call.needle if not c.isascii()))
        for number, call in enumerate(CALLS)
        if not call.needle.isascii()
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SHORT = 200


_SIGNS = {
    "app": r"app(?!\w)",
    "vote": r"vote (?:here|now|in)\b",
    "follow": r"follow (?:us|our|me|along)\b",
    "comment": r"comment(?:s?(?:\W*$| are | is | below)| policy| on this)|"
    r"please (?:keep|read)\b|civil forum|and website",
    "affiliate": r"affiliate[ -]?links?|commission",
    "assin": r"assine |assinantes",
    "discussion": r"join the ",
    "e-mail": r"receba|recibe|ricevi",
    "community": r"teile deine",
    "advis": r"connect with an? ",
}
"""Of needles that stand in many lines and mean a call in nearly none: what else must be in the line, in small letters.
Not asked of lines with letters that `re.IGNORECASE` takes for i, k and s, and that aren't when they are small."""


@cache
def _sign(needle: str) -> re.Pattern[str] | None:
    return re.compile(_SIGNS[needle]) if needle in _SIGNS else None


_OPENING = 3
"""Letters of a needle by which it is looked for: one search a call would take a tenth of a page's time."""


@cache
def _openings() -> tuple[dict[str, tuple[Call, ...]], tuple[Call, ...]]:
    """All calls by the first letters of their needles, and those whose needle has fewer."""
    found: dict[str, list[Call]] = {}
    for call in CALLS:
        found.setdefault(call.needle[:_OPENING], []).append(call)
    short = [opening for opening in found if len(opening) < _OPENING]
    return {opening: tuple(found[opening]) for opening in found if opening not in short}, tuple(
        call for opening in short for call in found[opening]
    )


def _perhaps(low: str) -> tuple[Call, ...]:
    """The calls whose needles may stand in a line, which is given in small letters."""
    openings, short = _openings()
    there = {low[at : at + _OPENING] for at in range(len(low) - _OPENING + 1)}
    return short + tuple(call for opening in openings.keys() & there for call in openings[opening])


def calls(line: str, wanted: tuple[Call, ...] = CALLS) -> bool:
    """Whether the line is a call to action, and nobody in the news makes it. In a long line the call must open it, or
    there must be several: a reporter may well write about newsletters.

    >>> calls("Sign up for our daily newsletter"), calls("The party bought a newsletter in 1931.")
    (True, False)
    """
    low = line.lower()
    if wanted is CALLS:
        wanted = _perhaps(low)
    plain = line.isascii() or not ("ſ" in line or "ı" in line or "\u212a" in line or "İ" in line)
    found = 0
    for needle, pattern in wanted:
        if needle not in low:
            continue
        if (sign := _sign(needle)) is not None and plain and not sign.search(low):
            continue
        match = _compiled(pattern).search(line)
        if match is None:
            continue
        if found == 0 and (attribution.is_reported(line) or attribution.is_public(line)):
            return False
        if len(line) <= _SHORT or match.start() < 60:
            return True
        found += 1
        if found > 1:
            return True
    return False
