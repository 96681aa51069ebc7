from tests.service.conftest import form_token_of

FACTS = "被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克，被民警查获"


def ask(client, **fields):
    page = client.get("/search")
    return client.post("/search", data={"form_token": form_token_of(page), **fields})


def test_from_signing_in_to_a_marked_passage(desk_client):
    answer = ask(desk_client, text=FACTS)
    assert answer.status_code == 303
    results = desk_client.get(answer.headers["location"])
    assert results.status_code == 200
    assert "<mark>" in results.text
    assert "为什么相似" in results.text
    link = results.text.split('href="/judgments/')[1].split('"')[0]
    page = desk_client.get("/judgments/" + link.partition("#")[0].replace("&amp;", "&"))
    assert page.status_code == 200
    assert 'id="quote-1"' in page.text
    assert "危险驾驶罪" in page.text
