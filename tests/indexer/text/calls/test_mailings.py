"""What a newsletter says to its subscriber, and what the news says of newsletters."""

from __future__ import annotations

import pytest

from indexer.text.calls import mailings, promotions


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe", "Unsubscribe here.", "Abmelden", "Newsletter abbestellen", "Se désinscrire", "Darse de baja",
        "Disiscriviti", "Cancelar inscrição", "Uitschrijven", "Отписаться от рассылки", "配信停止はこちら",
        "View in browser", "View this email in your browser", "Read on the Web", "Im Browser ansehen",
        "Voir cet e-mail dans votre navigateur", "Ver en el navegador", "Bekijk deze mail in je browser",
        "Change your preferences or unsubscribe here.", "Update your preferences", "Forward to a friend",
        "You are receiving this email because you signed up at courier.example.",
        "You receive this newsletter because you signed up. Unsubscribe: https://courier.example/u",
        "This email was sent to ann@courier.example by Island Courier Ltd, 4 Quay Street",
        "If you no longer wish to receive these emails, click here to unsubscribe.",
        "To unsubscribe, send a message to leave@courier.example", "Was this email forwarded to you? Sign up here",
        "Having trouble viewing this email?", "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.",
        "Vous recevez cet e-mail car vous êtes inscrit.", "Recibes este correo porque te has suscrito.",
        "Você está recebendo este e-mail porque se inscreveu.",
        "Вы получили это письмо, потому что подписались на рассылку.",
    ],
)  # fmt: skip
def test_a_newsletters_own_words_are_known(line: str) -> None:
    assert promotions.calls(line)


@pytest.mark.parametrize(
    "line",
    [
        "You are receiving more mail because of the election, the mayor said.",
        "If you want to leave, you have to unsubscribe, she said.",
        "The court heard that it took three calls to unsubscribe, and that the firm had sent bills for months.",
        "They told voters to unsubscribe from the list", "The browser war is on the web again",
        "Users can view it in Mozilla’s new browser", "Sie bekommen diese Nachricht erst am Montag",
        "The letter was sent to Lima", "He had forwarded it to them, not to you",
    ],
)  # fmt: skip
def test_news_of_newsletters_is_none(line: str) -> None:
    assert not promotions.calls(line)


def test_all_of_them_are_asked() -> None:
    assert set(mailings.CALLS) <= set(promotions.CALLS)
