"""Made-up judgments for the tests of the evaluation."""

import json
from collections.abc import Sequence
from pathlib import Path

OFFENCES = {
    "危险驾驶罪": "酒后驾驶小型轿车沿{place}行驶，被执勤民警查获，经鉴定血液中酒精含量为{number}毫克/100毫升",
    "盗窃罪": "趁无人之机进入{place}一住户家中，窃取现金{number}元和手机一部，后被抓获",
    "故意伤害罪": "在{place}因琐事与被害人发生争执，持木棍将被害人打伤，经鉴定为轻伤，赔偿{number}元",
    "交通肇事罪": "驾驶货车在{place}与行人相撞，致行人死亡，负事故全部责任，赔偿{number}元",
}
PLACES = ("解放路", "河西村", "火车站广场", "新华小区", "东湖镇", "北山公路")


def facts_of(charge: str, number: int) -> str:
    """Return the facts of the made-up case of this number."""
    place = PLACES[number % len(PLACES)]
    story = OFFENCES[charge].format(place=place, number=100 + number)
    return f"2018年{1 + number % 12}月，被告人张某{story}。"


def judgment_text(charge: str, number: int) -> str:
    """Return a whole criminal judgment of first instance."""
    return (
        "江西省南昌市青山湖区人民法院 刑事判决书 "
        f"（2018）赣0111刑初{100 + number}号 公诉机关南昌市青山湖区人民检察院。 "
        "被告人张某，男，1980年1月1日出生，汉族。 "
        f"南昌市青山湖区人民检察院指控被告人张某犯{charge}，于2018年8月27日向本院提起公诉。"
        "本院依法组成合议庭，公开开庭审理了本案。现已审理终结。 "
        f"经审理查明，{facts_of(charge, number)}上述事实，被告人在庭审中无异议，并有书证证实。 "
        f"本院认为，被告人张某的行为已构成{charge}，应予惩处。"
        "依照《中华人民共和国刑法》第五十二条之规定，判决如下： "
        f"被告人张某犯{charge}，判处拘役三个月，缓刑六个月，并处罚金人民币五千元。 "
        "如不服本判决，可在接到判决书的第二日起十日内提出上诉。 "
        "审判长 李某 二〇一八年十月十日 书记员 王某"
    )


def write_judgments(path: Path, n_each: int) -> list[str]:
    """Write judgments of every offence in the form of LeCaRD; return their ids."""
    rows = []
    for at, charge in enumerate(OFFENCES):
        for number in range(n_each):
            text = judgment_text(charge, at * 1000 + number)
            rows.append(
                {
                    "id": str(at * 1000 + number),
                    "ajId": f"aj{at}-{number}",
                    "ajName": charge,
                    "ajjbqk": facts_of(charge, at * 1000 + number),
                    "cpfxgc": f"本院认为，被告人张某的行为已构成{charge}，应予惩处。",
                    "pjjg": f"被告人张某犯{charge}，判处拘役三个月，缓刑六个月。",
                    "qw": text,
                    "writId": f"w{at}-{number}",
                    "writName": f"张某{charge}一审刑事判决书",
                }
            )
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return [str(row["id"]) for row in rows]


def write_queries(folder: Path, ids: Sequence[str]) -> Path:
    """Write one query for each offence; like offences are relevant, the first most of all."""
    folder.mkdir(parents=True, exist_ok=True)
    queries, pools, qrels = [], [], []
    for at, charge in enumerate(OFFENCES):
        qid = f"q{at}"
        text = f"被告人王某{OFFENCES[charge].format(place='长江大道', number=77)}。"
        queries.append({"qid": qid, "text": text, "charges": [charge]})
        like = [item for item in ids if int(item) // 1000 == at][:6]
        other = [item for item in ids if int(item) // 1000 == (at + 1) % len(OFFENCES)][:6]
        pools.append({"qid": qid, "pool": [*like, *other]})
        qrels += [f"{qid} 0 {item} {3 if n < 2 else 2}" for n, item in enumerate(like)]
        qrels += [f"{qid} 0 {item} {n % 2}" for n, item in enumerate(other)]
    for name, rows in (("queries.jsonl", queries), ("pools.jsonl", pools)):
        (folder / name).write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    (folder / "qrels.trec").write_text("\n".join(qrels))
    return folder
