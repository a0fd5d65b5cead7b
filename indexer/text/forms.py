"""What comment forms, log-ins, players and cookie walls say, word for word, as those who make them have it translated.

A blog's comment form is in the words of WordPress or SPIP, its log-in in those of a theme: the same sentences on a
great many sites, that no story has as a line of its own. Written down from those translations, language by language.

They are asked for when all else is said: a comment form stands below articles, too, so it must not make a page of one
(of a page to judge by, twenty lines of a list in the story went when it did).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indexer.text import words
from indexer.text.lines import SHORT, Verdict
from indexer.text.shapes import WIDE, around
from indexer.text.words import Table, words_of

FORMS: Table = {
    "en": "no comments yet|older comments|newer comments|report this page|log into your account|your username|"
    "your password|forgot your password? get help|password recovery|recover your password|"
    "a password will be e-mailed to you|don't have an account|stay signed in|send to a friend|"
    "like it? share it|did you like this article|check your inbox|you have reached your article limit|"
    "start your free trial|cancel anytime|available on the app store|get it on google play|see all photos|"
    "start the conversation|view results|correct an error|all articles by this author|follow the author|"
    "increase font size|decrease font size|change language|select language|select your region|"
    "your privacy choices|please enable cookies|please disable your ad blocker|"
    "we've detected that you are using an ad blocker|this video is not available in your country|"
    "this content is not available|an error occurred|please try again later|"
    "please check your email to confirm your subscription|first name|last name|zip code|"
    "i agree to the terms and conditions|i have read the privacy policy|yes, sign me up|"
    "continue without accepting|save preferences|strictly necessary cookies|always active|confirm my choices",
    "de": "erforderliche felder sind mit * markiert|"
    "meinen namen, meine e-mail-adresse und meine website in diesem browser für die nächste kommentierung "
    "speichern|benachrichtige mich über nachfolgende kommentare via e-mail|"
    "benachrichtige mich über neue beiträge via e-mail|"
    "du musst angemeldet sein, um einen kommentar abzugeben|noch keine kommentare|"
    "sei der erste, der kommentiert|0 kommentar zu warum der hafen zu bleibt|ältere kommentare|"
    "neuere kommentare|zum antworten anmelden|passwort vergessen|artikel versenden|"
    "dieser beitrag gibt die meinung des autors wieder, nicht notwendigerweise die der redaktion|"
    "alle cookies akzeptieren|alle ablehnen|wir verwenden cookies, um unsere website zu verbessern|"
    "artikel bewerten|sie können sich jederzeit abmelden|vielen dank für ihre anmeldung|"
    "jetzt abo abschließen|jetzt kostenlos testen|monatlich kündbar|unbegrenzter zugang|ton aus|"
    "nächstes video|alle bilder anzeigen|weitere kommentare laden|abstimmen|ergebnis anzeigen|"
    "korrektur vorschlagen|alle artikel des autors|alle beiträge von|gemerkt|per mail versenden|"
    "schrift vergrößern|zur navigation springen|hier weiterlesen|weiterlesen nach der anzeige|"
    "aktuelle beiträge|datenschutzeinstellungen|barrierefreiheit|ihr browser unterstützt dieses video nicht|"
    "ihr browser unterstützt kein html0-video|bitte deaktivieren sie ihren adblocker|"
    "dieses video ist in ihrem land nicht verfügbar|dieser inhalt ist nicht verfügbar|"
    "es ist ein fehler aufgetreten|bitte versuchen sie es später erneut|vorname|nachname|postleitzahl|"
    "ich habe die datenschutzerklärung gelesen|ich stimme zu|nur notwendige cookies|auswahl speichern|"
    "einstellungen speichern|inhalte von youtube anzeigen|"
    "mit dem laden des videos akzeptieren sie die datenschutzerklärung von youtube|video laden|"
    "youtube immer entsperren|veröffentlicht in",
    "fr": "annuler la réponse|"
    "votre adresse de messagerie ne sera pas publiée. les champs obligatoires sont indiqués avec|commentaire|"
    "nom|site web|"
    "enregistrer mon nom, mon e-mail et mon site dans le navigateur pour mon prochain commentaire|"
    "prévenez-moi de tous les nouveaux commentaires par e-mail|"
    "prévenez-moi de tous les nouveaux articles par e-mail|les commentaires sont fermés|aucun commentaire|"
    "soyez le premier à commenter|connectez-vous pour répondre|j'aime ça|j'aime chargement|votre nom|"
    "votre message|titre (obligatoire|texte de votre message (obligatoire|texte de votre message|"
    "pour créer des paragraphes, laissez simplement des lignes vides|veuillez laisser ce champ vide|"
    "lien hypertexte (optionnel|ajoutez votre commentaire ici|répondre à ce message|répondre à cet article|"
    "ce forum est modéré a priori : votre contribution n'apparaîtra qu'après avoir été validée par un "
    "administrateur du site|forum sur abonnement|rester identifié quelques jours|mot de passe oublié|"
    "connectez-vous à votre compte|bienvenue ! connectez-vous à votre compte|votre nom d'utilisateur|"
    "votre mot de passe|récupérer votre mot de passe|un mot de passe vous sera envoyé par email|"
    "imprimer cette page|les opinions exprimées dans les blogs n'engagent que leurs auteurs|tout refuser|"
    "paramétrer les cookies|continuer sans accepter|"
    "nous utilisons des cookies pour améliorer votre expérience|soutenez-nous|faire un don|"
    "vous pouvez vous désinscrire à tout moment|merci pour votre inscription|poster un message|"
    "recevez chaque jour l'essentiel de l'actualité|essai gratuit|sans engagement|accès illimité|"
    "écouter cet article|voir toutes les photos|afficher les commentaires|voir tous les commentaires|"
    "réagissez à cet article|commentez cet article|charger plus de commentaires|voir moins|"
    "voir les résultats|tous les articles de l'auteur|enregistrer l'article|ajouter à vos favoris|"
    "ajouter à mes favoris|aller au contenu|aller au contenu principal|fermer le menu|ouvrir le menu|"
    "les articles les plus lus|conditions générales d'utilisation|gestion des cookies|"
    "votre navigateur ne supporte pas la vidéo html0|veuillez désactiver votre bloqueur de publicité|"
    "cette vidéo n'est pas disponible dans votre pays|ce contenu n'est pas disponible|"
    "veuillez réessayer plus tard|prénom|code postal|j'accepte les conditions générales|non merci|"
    "enregistrer mes choix|classé dans|publié dans|thématiques|"
    "ce contenu a été bloqué car vous n'avez pas accepté les cookies",
    "es": "deja una respuesta|cancelar la respuesta|"
    "guarda mi nombre, correo electrónico y web en este navegador para la próxima vez que comente|"
    "publicar el comentario|recibir un correo electrónico con los siguientes comentarios a esta entrada|"
    "recibir un correo electrónico con cada nueva entrada|"
    "lo siento, debes estar conectado para publicar un comentario|los comentarios están cerrados|"
    "sin comentarios|accede para responder|me gusta esto|me gusta cargando|recuérdame|"
    "olvidaste tu contraseña|tu nombre de usuario|tu contraseña|bienvenido! ingresa en tu cuenta|"
    "recupera tu contraseña|se te ha enviado una contraseña por correo electrónico|crear una cuenta|"
    "imprimir artículo|por favor ingrese su comentario|aceptar todas|rechazar todas|configurar cookies|"
    "usamos cookies para mejorar su experiencia|apóyanos|haz una donación|"
    "puedes darte de baja en cualquier momento|gracias por suscribirte|prueba gratis|acceso ilimitado|"
    "descarga la aplicación|escuchar artículo|pantalla completa|siguiente vídeo|ver todas las fotos|"
    "ampliar imagen|mostrar comentarios|ocultar comentarios|únete a la conversación|ver menos|mostrar más|"
    "ver resultados|más del autor|todos los artículos del autor|tamaño de texto|saltar al contenido|"
    "ir al contenido|abrir menú|siguiente artículo|volver al inicio|tu navegador no soporta vídeo html0|"
    "por favor, desactiva tu bloqueador de anuncios|este contenido no está disponible|ha ocurrido un error|"
    "inténtalo de nuevo más tarde|introduce un correo electrónico válido|apellidos|código postal|"
    "acepto los términos y condiciones|he leído y acepto la política de privacidad|no, gracias|"
    "guardar preferencias|publicado en",
    "it": "il tuo indirizzo email non sarà pubblicato. i campi obbligatori sono contrassegnati|commento|nome|"
    "sito web|salva il mio nome, email e sito web in questo browser per la prossima volta che commento|"
    "invia commento|avvertimi via email in caso di risposte al mio commento|"
    "avvertimi via email alla pubblicazione di un nuovo articolo|"
    "devi essere connesso per inviare un commento|nessun commento|commenta per primo|mi piace caricamento|"
    "ricordami|password dimenticata|hai dimenticato la password|torna in alto|stampa articolo|accetta tutti|"
    "rifiuta tutti|gestisci cookie|utilizziamo i cookie per migliorare la tua esperienza|sostienici|"
    "fai una donazione|puoi annullare l'iscrizione in qualsiasi momento|ricevi le notizie nella tua casella|"
    "prova gratis|accesso illimitato|schermo intero|prossimo video|guarda tutte le foto|ingrandisci immagine|"
    "vedi tutti i commenti|partecipa alla discussione|carica altro|mostra di più|mostra meno|vedi risultati|"
    "informazioni sull'autore|altri articoli dell'autore|tutti gli articoli dell'autore|dimensione testo|"
    "vai al contenuto|apri menu|continua a leggere|contattaci|il tuo browser non supporta i video html0|"
    "attiva javascript|disattiva il tuo ad blocker|questo contenuto non è disponibile|"
    "si è verificato un errore|riprova più tardi|inserisci un indirizzo email valido|cognome|codice postale|"
    "accetto i termini e le condizioni|no, grazie|maggiori informazioni|salva preferenze|"
    "continua senza accettare|pubblicato in",
    "pt": "cancelar resposta|o seu endereço de e-mail não será publicado. campos obrigatórios são marcados com|"
    "comentário|nome|salvar meus dados neste navegador para a próxima vez que eu comentar|"
    "publicar comentário|notifique-me sobre novos comentários por e-mail|"
    "notifique-me sobre novas publicações por e-mail|você precisa fazer o login para publicar um comentário|"
    "os comentários estão fechados|nenhum comentário|curtir isso|curtir carregando|lembrar-me|"
    "esqueceu a senha|criar uma conta|rejeitar todos|configurações de cookies|"
    "usamos cookies para melhorar sua experiência|faça uma doação|"
    "você pode cancelar a inscrição a qualquer momento|assine para continuar lendo|teste grátis|"
    "acesso ilimitado|ouvir a matéria|tela cheia|próximo vídeo|ver todas as fotos|mostrar comentários|"
    "participe da conversa|ver menos|mostrar mais|ver resultados|todos os artigos do autor|salvar artigo|"
    "tamanho do texto|ir para o conteúdo|pular para o conteúdo|abrir menu|próxima matéria|matéria anterior|"
    "voltar para o início|mapa do site|seu navegador não suporta vídeo html0|"
    "desative seu bloqueador de anúncios|este conteúdo não está disponível|ocorreu um erro|"
    "tente novamente mais tarde|digite um e-mail válido|sobrenome|aceito os termos e condições|não, obrigado|"
    "salvar preferências|publicado em",
    "nl": "reactie annuleren|je e-mailadres wordt niet gepubliceerd. vereiste velden zijn gemarkeerd met|"
    "het e-mailadres wordt niet gepubliceerd. vereiste velden zijn gemarkeerd met|reactie|naam|"
    "mijn naam, e-mail en site opslaan in deze browser voor de volgende keer wanneer ik een reactie plaats|"
    "stuur mij een e-mail als er vervolgreacties zijn|stuur mij een e-mail als er nieuwe berichten zijn|"
    "je moet ingelogd zijn om een reactie te plaatsen|reacties zijn gesloten|geen reacties|"
    "wees de eerste om te reageren|aan het laden|onthoud mij|wachtwoord vergeten|artikel afdrukken|"
    "alles weigeren|cookie-instellingen|wij gebruiken cookies om uw ervaring te verbeteren|"
    "misschien vind je dit ook leuk|steun ons|doneer nu|je kunt je op elk moment afmelden|"
    "abonneer om verder te lezen|dit artikel is alleen voor abonnees|probeer gratis|onbeperkt toegang|"
    "luister naar dit artikel|volledig scherm|bekijk alle foto's|toon reacties|verberg reacties|praat mee|"
    "meer tonen|minder tonen|bekijk resultaten|verstuur|meld een fout|over de auteur|"
    "alle artikelen van deze auteur|artikel opslaan|bewaar|tekstgrootte|ga naar de inhoud|"
    "ga direct naar de content|sluit menu|lees verder na de advertentie|gebruiksvoorwaarden|"
    "alle rechten voorbehouden|deze video is niet beschikbaar|deze content is niet beschikbaar|"
    "er is iets misgegaan|probeer het later opnieuw|vul een geldig e-mailadres in|voornaam|achternaam|"
    "postcode|ik ga akkoord met de voorwaarden|nee, bedankt|meer informatie|voorkeuren opslaan|geplaatst in",
    "sv": "lämna ett svar|din e-postadress kommer inte publiceras. obligatoriska fält är märkta|namn|webbplats|"
    "spara mitt namn, min e-postadress och webbplats i denna webbläsare till nästa gång jag skriver en "
    "kommentar|meddela mig om nya kommentarer via e-post|"
    "du måste vara inloggad för att publicera en kommentar|kommentarer inaktiverade|inga kommentarer|"
    "gilla detta|glömt lösenord|acceptera alla|avvisa alla|inställningar för cookies|"
    "vi använder cookies för att förbättra din upplevelse|stöd oss",
    "da": "skriv et svar|din e-mailadresse vil ikke blive publiceret. krævede felter er markeret med|navn|websted|"
    "gem mit navn, mail og websted i denne browser til næste gang jeg kommenterer|"
    "du skal være logget ind for at skrive en kommentar|der er lukket for kommentarer|ingen kommentarer|"
    "glemt adgangskode|accepter alle|afvis alle|vi bruger cookies til at forbedre din oplevelse|støt os",
    "no": "legg igjen en kommentar|legg inn en kommentar|"
    "din e-postadresse vil ikke bli publisert. obligatoriske felt er merket med|navn|e-post|nettsted|"
    "lagre mitt navn, e-post og nettside i denne nettleseren for neste gang jeg kommenterer|"
    "du må være innlogget for å kunne legge igjen en kommentar|kommentarer er stengt|ingen kommentarer|"
    "glemt passord|godta alle|avvis alle|vi bruker informasjonskapsler for å forbedre opplevelsen din",
    "fi": "peruuta vastaus|sähköpostiosoitettasi ei julkaista. pakolliset kentät on merkitty|kommentti|nimi|"
    "sähköpostiosoite|verkkosivusto|"
    "tallenna nimeni, sähköpostiosoitteeni ja kotisivuni tähän selaimeen seuraavaa kommentointikertaa varten|"
    "lähetä kommentti|sinun täytyy kirjautua sisään kommentoidaksesi|kommentointi on suljettu|ei kommentteja|"
    "unohditko salasanasi|hyväksy kaikki|hylkää kaikki|käytämme evästeitä parantaaksemme käyttökokemustasi",
    "pl": "anuluj pisanie odpowiedzi|twój adres e-mail nie zostanie opublikowany. wymagane pola są oznaczone|nazwa|"
    "witryna internetowa|zapamiętaj moje dane w tej przeglądarce podczas pisania kolejnych komentarzy|"
    "komentarz wpisu|powiadom mnie o kolejnych komentarzach przez e-mail|"
    "musisz się zalogować, aby móc dodać komentarz|możliwość komentowania została wyłączona|brak komentarzy|"
    "zapomniałeś hasła|nie pamiętasz hasła|załóż konto|drukuj artykuł|zaakceptuj wszystkie|odrzuć wszystkie|"
    "ustawienia plików cookie|używamy plików cookie, aby poprawić jakość korzystania z serwisu|"
    "materiał sponsorowany|wesprzyj nas|artykuł dostępny tylko dla subskrybentów|pełny ekran|"
    "zobacz wszystkie zdjęcia|pokaż komentarze|ukryj komentarze|dołącz do dyskusji|załaduj więcej|głosuj|"
    "zobacz wyniki|wszystkie artykuły autora|link skopiowany|wielkość tekstu|przejdź do treści|"
    "powrót na stronę główną|polityka cookies|mapa strony|twoja przeglądarka nie obsługuje wideo html0|"
    "włącz javascript|wyłącz adblocka|ta treść jest niedostępna|wystąpił błąd|spróbuj ponownie później|"
    "podaj poprawny adres e-mail|imię|nazwisko|kod pocztowy|akceptuję regulamin|nie, dziękuję|"
    "dowiedz się więcej",
    "cs": "zrušit odpověď na komentář|vaše e-mailová adresa nebude zveřejněna. vyžadované informace jsou označeny|"
    "komentář|jméno|webová stránka|"
    "uložit do prohlížeče jméno, e-mail a webovou stránku pro budoucí komentáře|odeslat komentář|"
    "pro přidávání komentářů se musíte nejdříve přihlásit|komentáře nejsou povoleny|žádné komentáře|"
    "zapomněli jste heslo|přijmout vše|odmítnout vše|nastavení cookies|"
    "používáme cookies, abychom zlepšili váš zážitek|podpořte nás",
    "sk": "pridaj komentár|zrušiť odpoveď|vaša e-mailová adresa nebude zverejnená. vyžadované polia sú označené|"
    "meno|uložiť moje meno, e-mail a webovú stránku v tomto prehliadači pre moje budúce komentáre|"
    "odoslať komentár|komentáre sú uzavreté|žiadne komentáre|zabudli ste heslo|prijať všetko|odmietnuť všetko",
    "hu": "vélemény, hozzászólás|válasz megszakítása|"
    "az e-mail címet nem tesszük közzé. a kötelező mezőket * karakterrel jelöltük|név|e-mail cím|"
    "a nevem, e-mail címem, és weboldalcímem mentése a böngészőben a következő hozzászólásomhoz|"
    "hozzászólás küldése|hozzászólás küldéséhez be kell jelentkezni|"
    "a hozzászólások jelenleg ezen a részen nincsenek engedélyezve|nincs hozzászólás|elfelejtett jelszó|"
    "elfelejtette a jelszavát|összes elfogadása|az oldal tetejére|támogass minket",
    "ro": "anulează răspunsul|adresa ta de email nu va fi publicată. câmpurile obligatorii sunt marcate cu|"
    "comentariu|nume|sit web|"
    "salvează-mi numele, emailul și site-ul web în acest navigator pentru data viitoare când o să comentez|"
    "publică comentariul|trebuie să fii autentificat pentru a publica un comentariu|"
    "comentariile sunt închise|niciun comentariu|ai uitat parola|acceptă toate|refuză toate|susține-ne",
    "bg": "вашият коментар|вашият имейл адрес няма да бъде публикуван. задължителните полета са отбелязани с|"
    "коментар|име|имейл|уебсайт|"
    "запазване на името, имейл адреса и уебсайта ми в този браузър за следващия път когато коментирам|"
    "трябва да влезете, за да публикувате коментар|коментарите са изключени|няма коментари|забравена парола|"
    "приемам всички",
    "hr": "otkaži odgovor|vaša adresa e-pošte neće biti objavljena. obavezna polja su označena sa|ime|e-pošta|"
    "web-stranica|"
    "spremi moje ime, e-poštu i web-stranicu u ovom internet pregledniku za sljedeći put kada budem "
    "komentirao|objavi komentar|komentari su zatvoreni|nema komentara|zaboravili ste lozinku|"
    "zaboravljena lozinka|prihvati sve",
    "sr": "оставите одговор|одустани од одговора|"
    "ваша адреса е-поште неће бити објављена. неопходна поља су означена|коментар|предај коментар|"
    "нема коментара|zaboravljena lozinka",
    "ru": "отменить ответ|ваш адрес email не будет опубликован. обязательные поля помечены|комментарий|имя|сайт|"
    "сохранить моё имя, email и адрес сайта в этом браузере для последующих моих комментариев|"
    "отправить комментарий|для отправки комментария вам необходимо авторизоваться|комментарии закрыты|"
    "комментариев пока нет|нет комментариев|комментариев нет|ваш комментарий будет первым|"
    "уведомить меня о новых комментариях по email|понравилось это|запомнить меня|забыли пароль|принять все|"
    "отклонить все|мы используем файлы cookie|поддержать нас|материал доступен только подписчикам|"
    "уже есть подписка? войти|прослушать статью|во весь экран|следующее видео|смотреть все фото|"
    "скрыть комментарии|присоединиться к обсуждению|голосовать|другие материалы автора|все статьи автора|"
    "отправить по почте|размер шрифта|перейти к содержанию|вернуться на главную|пользовательское соглашение|"
    "карта сайта|ваш браузер не поддерживает видео|отключите блокировщик рекламы|контент недоступен|"
    "произошла ошибка|попробуйте позже|введите корректный email|фамилия|я согласен с условиями|нет, спасибо|"
    "узнать больше|опубликовано в",
    "uk": "залишити відповідь|скасувати відповідь|"
    "ваша e-mail адреса не оприлюднюватиметься. обов'язкові поля позначені|коментар|ім'я|"
    "зберегти моє ім'я, e-mail, та адресу сайту в цьому браузері для моїх подальших коментарів|"
    "опублікувати коментар|коментування закрито|немає коментарів|забули пароль|прийняти всі|найпопулярніші|"
    "підтримати нас",
    "tr": "bir yanıt yazın|yorum yapın|yanıtı iptal et|"
    "e-posta adresiniz yayınlanmayacak. gerekli alanlar * ile işaretlenmişlerdir|i̇sim|i̇nternet sitesi|"
    "daha sonraki yorumlarımda kullanılması için adım, e-posta adresim ve site adresim bu tarayıcıya "
    "kaydedilsin|yorum yapabilmek için oturum açmalısınız|yorumlar kapalı|henüz yorum yapılmamış|"
    "i̇lk yorumu siz yapın|beni hatırla|tümünü kabul et|tümünü reddet",
    "el": "αφήστε μια απάντηση|ακύρωση απάντησης|"
    "η ηλ. διεύθυνση σας δεν δημοσιεύεται. τα υποχρεωτικά πεδία σημειώνονται με|σχόλιο|όνομα|ιστότοπος|"
    "δημοσίευση σχολίου|δεν υπάρχουν σχόλια|ξεχάσατε τον κωδικό σας|αποδοχή όλων",
    "ar": "اترك ردا|إلغاء الرد|لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ|التعليق|الاسم|"
    "الموقع الإلكتروني|"
    "احفظ اسمي، بريدي الإلكتروني، والموقع الإلكتروني في هذا المتصفح لاستخدامها المرة المقبلة في تعليقي|"
    "إرسال التعليق|لا توجد تعليقات|هل نسيت كلمة المرور|تذكرني|قبول الكل",
    "fa": "دیدگاهتان را بنویسید|نشانی ایمیل شما منتشر نخواهد شد. بخش‌های موردنیاز علامت‌گذاری شده‌اند|دیدگاه|نام|"
    "وب‌ سایت|ذخیره نام، ایمیل و وبسایت من در مرورگر برای زمانی که دوباره دیدگاهی می‌نویسم|ارسال دیدگاه|"
    "فرستادن دیدگاه|رمز عبور خود را فراموش کرده‌اید",
    "he": "כתיבת תגובה|האימייל לא יוצג באתר. שדות החובה מסומנים|שם|אימייל|להגיב|שכחת סיסמה",
    "hi": "एक उत्तर छोड|जवाब रद्द कर|आपका ईमेल पता प्रकाशित नहीं किया जाएगा. आवश्यक फ़ील्ड चिह्नित ह|नाम|"
    "पासवर्ड भूल गए",
    "id": "batalkan balasan|alamat email anda tidak akan dipublikasikan. ruas yang wajib ditandai|nama|situs web|"
    "simpan nama, email, dan situs web saya pada peramban ini untuk komentar saya berikutnya|"
    "anda harus masuk untuk berkomentar|belum ada komentar|lupa password",
    "vi": "để lại một bình luận|email của bạn sẽ không được hiển thị công khai. các trường bắt buộc được đánh dấu|"
    "tên|trang web|"
    "lưu tên của tôi, email, và trang web trong trình duyệt này cho lần bình luận kế tiếp của tôi|"
    "quên mật khẩu|chưa có bình luận",
    "zh": "发表回复|取消回复|您的电子邮箱地址不会被公开。 必填项已用 * 标注|显示名称|邮箱|网站|"
    "在此浏览器中保存我的显示名称、邮箱地址和网站地址，以便下次评论时使用|要发表评论，您必须先登录|"
    "评论已关闭|暂无评论|发佈留言|取消回覆|發佈留言必須填寫的電子郵件地址不會公開。 必填欄位標示為|顯示名稱|"
    "在瀏覽器中儲存顯示名稱、電子郵件地址及個人網站網址，以供下次發佈留言時使用|忘記密碼",
    "ja": "コメントを残す|コメントをキャンセル|"
    "メールアドレスが公開されることはありません。 ※ が付いている欄は必須項目です|名前|サイト|"
    "次回のコメントで使用するためブラウザーに自分の名前、メールアドレス、サイトを保存する|コメントを送信|"
    "コメントを投稿するにはログインしてください|コメントは受け付けていません|コメントはまだありません|"
    "パスワードをお忘れですか|トップへ戻る",
    "ko": "답글 남기기|응답 취소|이메일 주소는 공개되지 않습니다. 필수 필드는 *로 표시됩니다|이름|웹사이트|"
    "다음 번 댓글 작성을 위해 이 브라우저에 이름, 이메일, 그리고 웹사이트를 저장합니다|댓글 달기|"
    "댓글을 달기 위해서는 로그인해야합니다|맨 위로",
}  # fmt: skip


def judge(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """The verdicts, and those on the lines that a form is made of. One word or two alone ("Name", "Zip code") are
    a form's only beside other furniture."""
    heads = _heads()
    found = [
        i
        for i, line in enumerate(lines)
        if verdicts[i] is None and len(line) <= SHORT and line[:4].lower() in heads and words.key(line) in _labels()
    ]
    if not found:
        return list(verdicts)
    out = list(verdicts)
    for i in found:
        if not _is_weak(lines[i]):
            out[i] = Verdict("share", "form-label")
    for i in found:
        if out[i] is None and any(_is_button(out[j]) for j in around(i, len(lines), 2)):
            out[i] = Verdict("share", "form-label")
    return out


def _is_weak(line: str) -> bool:
    label = words.key(line)
    return len(label) < 5 if WIDE.match(label) else label.count(" ") < 2


def _is_button(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.kind in ("share", "nav", "ad")


@cache
def _labels() -> frozenset[str]:
    """All of them, as `words.key` leaves a line."""
    return frozenset(words_of(FORMS))


@cache
def _heads() -> frozenset[str]:
    """How they begin."""
    return frozenset(label[:4] for label in _labels())
