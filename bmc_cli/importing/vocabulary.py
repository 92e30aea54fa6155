"""The words in canvases of other people that say something of a note, in many languages.

All are looked up folded: small letters, accents composed.  A language that is added brings its
own; the kinds of a pack are known by their labels besides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bmc_cli.model.alike import folded

LATER = (
    "future, later, planned, planning, roadmap, upcoming, coming soon, post-mvp, post mvp,"
    " phase 2, phase 3, next phase, long-term, long term, eventually, not yet, toekomst,"
    " toekomstig, gepland, straks, op termijn, binnenkort, zukünftig, zukunft, künftig, geplant,"
    " später, in planung, demnächst, futur, future, à venir, prévu, prévue, plus tard, bientôt,"
    " futuro, futura, futuros, futuramente, planeado, planificado, próximamente, a futuro,"
    " planejado, planejada, em breve, futuras, previsto, pianificato, in futuro, prossimamente,"
    " planowane, przyszłość, w przyszłości, później, framtid, framtida, kommande, planerad,"
    " fremtid, fremtidig, planlagt, kommende, tulevaisuus, suunniteltu, будущее, в будущем,"
    " позже, планируется, майбутнє, budoucnost, plánováno, jövő, tervezett, gelecek, planlanan,"
    " 未来, 將來, 将来, 未來, 计划中, 計劃中, 计划, 規劃中, 今後,"
    " 予定, 향후, 예정, 미래, المستقبل, tương lai"
)

KINDS: Mapping[str, Mapping[str, str]] = {
    "channels": {
        "awareness": (
            "awareness, aware, discover, discovery, descoberta, descubrimiento, découverte,"
            " ontdekking, entdeckung, scoperta, bewustwording, bekendheid, aufmerksamkeit,"
            " bekanntheit, bewusstsein, notoriété, sensibilisation, connaissance, conocimiento,"
            " percepción, conciencia, conhecimento, consciência, consapevolezza, świadomość,"
            " kännedom, medvetenhet, kendskab, bevissthet, tietoisuus, осведомленность,"
            " информирование, 认知, 認知, 知名度, 知晓, 인지"
        ),
        "evaluation": (
            "evaluation, evaluate, consideration, consider, evaluatie, overweging, afweging,"
            " beoordeling, bewertung, abwägung, évaluation, évaluer, evaluación, consideración,"
            " avaliação, consideração, valutazione, ocena, utvärdering, evaluering, vurdering,"
            " arviointi, оценка, 评估, 評估, 评价, 評価, 検討, 평가"
        ),
        "purchase": (
            "purchase, buy, buying, sale, aankoop, koop, kopen, kauf, achat, compra, acquisto,"
            " zakup, köp, køb, kjøp, osto, покупка, 购买, 購買, 購入, 구매"
        ),
        "delivery": (
            "delivery, deliver, fulfilment, fulfillment, levering, bezorging, aflevering,"
            " lieferung, auslieferung, livraison, entrega, consegna, dostawa, leverans, toimitus,"
            " доставка, 交付, 传递, 傳遞, 配送, 提供, 전달, 배송"
        ),
        "after_sales": (
            "after sales, after-sales, aftersales, after sale, post-sale, post-purchase,"
            " post purchase, support, nazorg, na de verkoop, na aankoop, service na verkoop,"
            " nach dem kauf, nachkauf, nachbetreuung, kundendienst, après-vente, apres vente,"
            " posventa, postventa, pós-venda, pos-venda, post-vendita, postvendita,"
            " obsługa posprzedażowa, eftermarknad, eftersalg, ettersalg, после продажи, 售后, 售後,"
            " アフターサービス, 购后, 사후 관리"
        ),
    },
    "cost_structure": {
        "fixed": (
            "fixed, fixed cost, fixed costs, vast, vaste, vaste kosten, fix, fixe, fixkosten,"
            " fixe kosten, fixes, coûts fixes, fijo, fijos, costos fijos, costes fijos, fixo,"
            " fixos, custos fixos, fisso, fissi, costi fissi, stałe, stały, fasta, fast, faste,"
            " kiinteät, kiinteä, постоянные, фиксированные, 固定, 固定成本, 固定費, 고정, 고정비"
        ),
        "variable": (
            "variable, variable cost, variable costs, variabel, variabele, variabele kosten,"
            " variable kosten, variables, coûts variables, costos variables, costes variables,"
            " variável, variáveis, custos variáveis, variabile, variabili, costi variabili,"
            " zmienne, zmienny, rörliga, rörlig, variable omkostninger, muuttuvat, muuttuva,"
            " переменные, 变动, 可变, 變動, 变动成本, 可变成本, 變動成本, 変動, 変動費,"
            " 변동, 변동비"
        ),
    },
    "key_resources": {
        "human": (
            "human, people, personnel, menselijk, menselijke, mensen, personeel, menschlich,"
            " menschliche, personell, humain, humaines, humanos, humano, recursos humanos, umane,"
            " umano, ludzkie, mänskliga, menneskelige, 人力, 人力资源, 人力資源, 人材, 人的, 인적"
        ),
        "physical": (
            "physical, fysiek, fysieke, materieel, physisch, physische, materiell, physique,"
            " physiques, matérielles, físico, físicos, fisico, fisiche, fizyczne, fysiska,"
            " fysiske, 实体, 实物, 實體, 物理, 物的, 물적"
        ),
        "intellectual": (
            "intellectual, intellectual property, intellectueel, intellectuele, intellektuell,"
            " intellektuelle, geistig, geistige, intellectuelles, intellectuel, intelectual,"
            " intelectuales, intelectuais, intellettuali, intelektualne, 知识, 知識,"
            " 智力, 知的, 지적"
        ),
        "financial": (
            "financial, finance, financieel, financiële, finanziell, finanzielle, financier,"
            " financières, financiero, financieros, financeiro, financeiros, finanziarie,"
            " finansowe, finansiella, finansielle, 金融, 财务, 財務, 资金, 資金, 재무"
        ),
    },
}
"""The words for a kind of note, by block and kind."""

EXCLUDED = (
    "not served, not targeted, out of scope, excluded, excludes, not for, non-customers,"
    " not our, who we don't serve, who we do not serve, anti-personas, rejected, discarded,"
    " uitgesloten, niet bediend, buiten scope, niet voor, bewust niet, geen doelgroep,"
    " ausgeschlossen, nicht bedient, nicht zielgruppe, exclus, hors périmètre, non ciblés,"
    " excluidos, excluido, no atendidos, fuera de alcance, excluídos, não atendidos,"
    " fora do escopo, esclusi, wykluczone, exkluderade, исключено, 不服务, 排除,"
    " 不包括, 対象外, 제외"
)
"""What stands above a list of what is not on the canvas."""

BESIDE = (
    "evidence, assumptions, assumption, confidence, source, sources, status, owner, priority,"
    " score, validation, validated, hypothesis, notes, comment, comments, remarks, rationale,"
    " date, risk, reference, references, id, #, nr, no, bewijs, aannames, aanname, zekerheid,"
    " bron, bronnen, prioriteit, opmerkingen, toelichting, annahmen, annahme, quelle, belege,"
    " nachweis, priorität, hypothèses, preuves, source, statut, evidencia, supuestos, fuente,"
    " estado, evidência, premissas, fonte, ipotesi, fonti, 证据, 依据, 假设, 來源, 来源, 根拠"
)
"""What a column is called that says something of a block and holds no notes of it."""

BLANKS = (
    "tbd, tba, todo, to do, to be determined, to be defined, to be filled, xxx, n/a, na,"
    " none yet, nog invullen, in te vullen, nader te bepalen, ntb, nvt, auszufüllen, noch offen,"
    " à définir, à compléter, por definir, a definir, da definire, pendiente, 待定, 待补充, 未定"
)

GENERIC = (
    "attribute, attributes, aspect, aspects, dimension, item, field, property, category, detail,"
    " details, description, value, element, characteristic, kenmerk, eigenschap, onderdeel,"
    " aspecten, merkmal, eigenschaft, aspekt, élément, critère, caractéristique, atributo,"
    " aspecto, dimensión, campo, elemento, característica, attributo, caratteristica, 维度,"
    " 项目, 属性, 維度, 項目, 屬性, 类别, 内容, 描述, 详情, 항목"
)
"""What the first column of a table is called that describes one note."""

ATTRIBUTES = (
    "needs, need, pains, pain points, size, demographics, age, goals, goal, behaviour, behavior,"
    " description, profile, characteristics, jobs, location, income, motivation, who, problem,"
    " behoeften, behoefte, omvang, kenmerken, pijnpunten, leeftijd, profiel, doel, beschrijving,"
    " wie, bedürfnisse, bedürfnis, größe, merkmale, schmerzpunkte, alter, profil, ziele,"
    " beschreibung,"
    " besoins, besoin, taille, caractéristiques, âge, necesidades, necesidad, tamaño, perfil,"
    " características, dolores, edad, necessidades, necessidade, tamanho, dores, idade, bisogni,"
    " dimensione, caratteristiche, età, profilo, 痛点, 痛點, 画像,"
    " 需求, 规模, 規模, 特征, 特徵, 描述"
)
"""What the items below a heading begin with that say what it is like: it is a note itself."""

EXAMPLE = (
    "example, examples, voorbeeld, voorbeelden, beispiel, beispiele, exemple, exemples, ejemplo,"
    " ejemplos, exemplo, exemplos, esempio, esempi, przykład, exempel, eksempel, esimerkki,"
    " пример, 例, 示例, 例子, 範例"
)

FOR = (
    "for, voor, für, fur, pour, para, per, dla, för, til, для, our, the, de, het, die, das, der,"
    " les, los, las, os, as, i, le, het segment, segment"
)
"""What stands before the name of a segment in a heading."""

COLUMNS: Mapping[str, str] = {
    "block": (
        "block, blok, section, category, box, element, component, building block, bouwsteen,"
        " onderdeel, vak, baustein, bereich, feld, abschnitt, bloc, rubrique, section, bloque,"
        " sección, apartado, bloco, seção, componente, sezione, blocco, sekcja, 模块, 模塊,"
        " 要素, 板块,"
        " canvas block, bmc block, area, field, key"
    ),
    "text": (
        "content, note, notes, text, item, items, entry, inhoud, tekst, notitie, idee, inhalt,"
        " eintrag, notiz, contenu, texte, élément, contenido, texto, elemento, nota, conteúdo,"
        " contenuto, testo, treść, 内容, 內容, name, naam, title, description, answer"
    ),
    "detail": (
        "detail, details, description, explanation, toelichting, omschrijving, uitleg,"
        " beschreibung, erläuterung, détail, détails, descripción, detalle, descrição, detalhe,"
        " dettaglio, descrizione, 描述, 说明, 說明, 备注, remark, remarks, comment"
    ),
    "for": (
        "for, segment, segments, customer segment, customer, voor, klantsegment, doelgroep, für,"
        " kundensegment, zielgruppe, pour, segment client, para, segmento, per, target,"
        " linked to, linked_to, links"
    ),
    "kind": (
        "kind, type, category, phase, stage, soort, categorie, fase, art, typ, kategorie, phase,"
        " catégorie, tipo, categoría, etapa, categoria, fase, rodzaj, 类型, 類型, 阶段,"
        " 階段, 类别, 種類, 分類"
    ),
    "later": "later, future, planned, toekomst, zukünftig, futur, futuro, 未来, when, horizon",
    "evidence": (
        "evidence, proof, how sure, bewijs, hoe zeker, belege, nachweis, preuves, preuve,"
        " evidencia, evidências, evidência, prove, dowody, bevis, 证据, 證據, 根拠"
    ),
    "test": (
        "test, to test, how to test, experiment, test card, te testen, hoe te testen,"
        " zu testen, à tester, prueba, a probar, teste, a testar, 测试, 測試, 実験"
    ),
    "learned": (
        "learned, learnt, what we learned, learning, learnings, insight, insights, geleerd,"
        " inzicht, inzichten, gelernt, erkenntnis, erkenntnisse, appris, enseignements,"
        " aprendido, aprendizaje, aprendizado, appreso, 学到, 洞察"
    ),
}
"""What columns of a table are called, by the field that they give."""

LEAN = (
    "problem, problems, existing alternatives, solution, solutions, key metrics, unfair advantage,"
    " high-level concept, early adopters, probleem, problemen, bestaande alternatieven, oplossing,"
    " oplossingen, kerncijfers, kernmetrieken, meetpunten, oneerlijk voordeel, probleme, lösung,"
    " lösungen, schlüsselkennzahlen, kennzahlen, unfairer vorteil, problème, problèmes, solution,"
    " indicateurs clés, avantage déloyal, avantage concurrentiel, problema, problemas, solución,"
    " métricas clave, ventaja injusta, ventaja competitiva, solução, métricas-chave,"
    " métricas chave, vantagem injusta, vantagem competitiva, soluzione, metriche chiave,"
    " vantaggio sleale, 问题, 解决方案, 关键指标, 门槛优势, 不公平优势, 課題, 解決策, 主要指標,"
    " 圧倒的な優位性"
)
"""The parts of a Lean Canvas that are no block here (Maurya, Running Lean)."""

SURE: Mapping[str, str] = {
    "guess": (
        "guess, assumption, assumed, hypothesis, draft, review, in review, hold, on hold,"
        " unvalidated, not validated, untested, not tested, aanname, hypothese, niet getest,"
        " ongetest, annahme, ungetestet, nicht getestet, supposition, hypothèse, non testé,"
        " supuesto, hipótesis, sin validar, suposição, hipótese, não validado, ipotesi, 假设, 假設"
    ),
    "tested": (
        "tested, testing, in test, in testing, getest, wordt getest, getestet, im test, testé,"
        " en test, probado, en prueba, testado, em teste, testato, 测试中, 測試中, 已测试"
    ),
    "proven": (
        "proven, proved, valid, validated, confirmed, verified, bewezen, gevalideerd, bevestigd,"
        " klopt, bewiesen, validiert, bestätigt, belegt, prouvé, validé, confirmé, probada,"
        " validado, validada, confirmado, confirmada, comprovado, provato, confermato, validato,"
        " 已验证, 已驗證, 证实, 検証済み"
    ),
    "wrong": (
        "wrong, invalid, invalidated, disproved, disproven, refuted, rejected, klopt niet,"
        " weerlegd, ongeldig, widerlegt, ungültig, falsch, réfuté, invalidé, invalide, refutado,"
        " invalidado, falso, errado, smentito, 错误, 已否定, 不成立"
    ),
}
"""What people call how sure a note is."""


HEAD_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("title", "name", "project", "projectname", "companyname"), "title"),
    **dict.fromkeys(("company", "businessname", "startup", "canvasname", "titel"), "title"),
    **dict.fromkeys(("author", "auteur", "owner"), "author"),
    **dict.fromkeys(("date", "datum"), "date"),
    **dict.fromkeys(("version", "versie", "iteration"), "iteration"),
}
"""What programs call the fields of the title block in data and before a text: fewer than people
say in one (``heads``), for "data" and "by" are keys of much else."""


def head_of_key(key: object) -> str:
    """Return the field of the title block that a key of data is a name of, "" for none."""
    return HEAD_KEYS.get(re.sub(r"[\W_]", "", str(key)).casefold(), "")


def words(said: str) -> frozenset[str]:
    """Return the words of a list with commas, folded."""
    return frozenset(folded(word.strip()) for word in said.split(",") if word.strip())
