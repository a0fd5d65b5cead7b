"""What a page prints for its reader's hand, in one of many forms."""

from __future__ import annotations

import pytest

from indexer.text.calls import gates, promotions


@pytest.mark.parametrize(
    "line",
    [
        "Reading time: 4 minutes", "Lesezeit: 3 Minuten", "3 Min. Lesezeit", "Tiempo de lectura: 3 min", "5 min read",
        "Время чтения: 3 минуты", "Leestijd: 3 minuten", "Partager par e-mail", "Share this article on Facebook",
        "Podijeli na Facebooku", "फेसबुक पर शेयर करें",
        "Follow BBC Sport on Twitter", "Únete a nuestro canal de WhatsApp",
        "Подписывайтесь на наш Telegram-канал", "Google News'te takip et",
        "Bereits Abonnent? Einloggen", "分享到微信",
        "¿Ya eres suscriptor? Inicia sesión",
        "This article is for subscribers only", "この記事は有料記事です", "Fout gezien?",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Found an error? Tell us.", "War dieser Artikel hilfreich?",
        "Téléchargez notre application", "Scarica l’app",
        "Zum Inhalt springen", "0 seconds of 1 minute", "App herunterladen",
        "Advertisement - scroll to continue", "La suite après cette publicité", "Artikeln fortsätter under annonsen",
        "This material may not be published, broadcast, rewritten or redistributed.", "Riproduzione riservata",
        "무단전재 및 재배포 금지", "無断転載を禁じます",
        "The post Ferry is back: what now? appeared first on Island Courier.",
        "Der Beitrag Fähre fährt wieder erschien zuerst auf Der Bote.",
        "L’article Le bac est de retour est apparu en premier sur Le Courrier.",
        "La entrada Vuelve el ferry se publicó primero en El Correo.",
        "L'articolo Torna il traghetto proviene da Il Corriere.",
        "O post A balsa voltou apareceu primeiro em O Correio.",
        "Het bericht De pont is terug verscheen eerst op De Bode.",
        "Artykuł Prom wraca pochodzi z serwisu Kurier.",
        "Запись Паром вернулся впервые появилась Курьер.",
        "Feribot döndü yazısı ilk önce Kurye üzerinde ortaya çıktı.",
        "投稿 フェリー再開 は 島の便り に最初に表示されました。",
        "渡轮复航最先出现在岛讯。",
        "ظهرت المقالة عودة العبارة أولاً على البريد.",
    ],
)  # fmt: skip
def test_a_gate_is_known(line: str) -> None:
    assert promotions.calls(line)


@pytest.mark.parametrize(
    "line",
    [
        "They share a Facebook page in Lima", "Share prices of Facebook",
        "Facebook shares fall", "Google buys Twitter",
        "Follow-up on Google case", "How to follow the game on Facebook",
        "Twitter to post a profit", "Join the group stage",
        "Readers found an error", "The bridge was closed for 5 minutes", "Facebook and Twitter send a delegation",
        "The post was first seen in Lima on Tuesday", "The story of the ferry first appeared in May, she said.",
        "El ferry apareció primero en Cádiz", "L'articolo della legge dice che il divieto vale per tutti.",
        "Subscribers only pay once", "Die Abonnenten sind bereits informiert", "Parliament reads 3 minutes",
    ],
)  # fmt: skip
def test_news_of_networks_and_minutes_is_none(line: str) -> None:
    assert not promotions.calls(line)


def test_all_of_them_are_asked() -> None:
    assert set(gates.CALLS) <= set(promotions.CALLS)
