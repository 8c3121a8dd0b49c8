"""One occurrence told several times in one article without a date.

Each is a query for pairs (l, r) of events over the temp table `told`.
"""

LONG_DAYS = 92  # a longer stretch of time does not say which of several occurrences is meant
RECENT_DAYS = 45
REACH = 700

# A visit is named by who travels and where to. A mention that leaves out where joins only where
# the article knows one destination, and none where it tells visits of several days.
VISITS = f"""
WITH visits AS (
    SELECT t.event, t.article, t."at", t.status, t.ac, t.p, t.d1, t.d2, t."month", t."when",
        t.lead, t.pub, list_sort(list_distinct(list_filter(
            list_append(t.rc, e.place.country), lambda x: x IS NOT NULL))) AS goal
    FROM told t JOIN events e ON e.id = t.event
    WHERE t.grp = 'visit' AND t.type = 'CONSULT' AND len(t.p) > 0 AND len(t.ac) > 0),
pairs AS (
    SELECT a.event AS l, b.event AS r, b.goal, b.d1, b."at"
    FROM visits a JOIN visits b ON a.article = b.article AND a.event != b.event
        AND a.status = b.status AND a.ac = b.ac AND list_has_any(a.p, b.p) AND persons_fit(a.p, b.p)
    WHERE a.d1 IS NULL AND a."month" IS NULL AND b."month" IS NULL
        AND (len(a.goal) = 0 OR (len(b.goal) > 0 AND sets_fit(a.goal, b.goal)))
        AND (len(a."when") = 4 OR a."when" = '' OR len(b."when") = 4 OR b."when" = ''
            OR a."when" = b."when")
        AND (b.d1 IS NULL OR (b.d2 - b.d1 <= {LONG_DAYS}
            AND (NOT a.lead OR b.lead OR b.d2 >= a.pub - {RECENT_DAYS}))))
SELECT l, arg_min(r, (len(goal) = 0, d1 IS NULL, r)) AS r FROM pairs GROUP BY l
HAVING count(DISTINCT goal) FILTER (len(goal) > 0) <= 1 AND count(DISTINCT d1) <= 1
"""

# The headline announces what the article tells as planned.
ANNOUNCED = """
SELECT a.event AS l, min(b.event) AS r FROM told a JOIN events e ON e.id = a.event
JOIN articles t ON t.id = a.article
JOIN told b ON b.article = a.article AND b.type = a.type AND b.status = a.status
    AND a.c = b.c AND a.o = b.o AND a.p = b.p
WHERE a.type = 'AGREE' AND a.status = 'planned' AND a."at" < len(t.title)
    AND b."at" >= len(t.title) AND len(a.c) + len(a.o) > 0
    AND regexp_matches(lower(e.trigger."text"), '^(an)?k[üu]ndig|^announc')
GROUP BY a.event HAVING count(*) = 1
"""

# "Das Treffen der OVKS" is the summit that the article tells of; "der jüngste Gipfel", too.
SUMMITS = """
WITH bare AS (
    SELECT *, definite AND len(c) + len(p) + len(o) = 0 AND place IS NULL AND NOT named AS bare
    FROM told WHERE grp IN ('summit', 'talks')),
summits AS (
    SELECT article, status, min(event) AS event, min("at") AS "at", min(d1) AS d1, min(d2) AS d2
    FROM bare WHERE grp = 'summit' AND NOT bare AND (len(keys) > 0 OR d1 IS NOT NULL)
    GROUP BY article, status HAVING count(*) = 1)
SELECT a.event AS l, s.event AS r FROM bare a JOIN summits s USING (article, status)
WHERE a.event != s.event AND ((a.grp = 'summit' AND a.bare AND a."at" > s."at")
    OR (a.grp = 'talks' AND len(a.c) + len(a.p) = 0 AND len(a.o) > 0 AND a.place IS NULL
        AND NOT a.named AND (a.d1 IS NOT NULL OR (a.definite AND a."at" > s."at"))
        AND len(list_filter(a.o, lambda x: NOT starts_with(x, 'org:'))) = 0))
    AND (a.d1 IS NULL OR (a.d1 = s.d1 AND a.d2 = s.d2))
"""

# "Die Unterstützung für Armenien" is that of the only one whom the article tells to give it.
HALVES = """
SELECT a.event AS l, min(b.event) AS r FROM told a
JOIN told b ON b.article = a.article AND b.grp = a.grp AND b.type = a.type AND b.status = a.status
    AND b.rc = a.rc AND b.event != a.event
WHERE NOT a.mutual AND a.grp != 'visit' AND a.d1 IS NULL AND a."month" IS NULL AND a."when" = ''
    AND len(a.ac) + len(a.o) = 0 AND len(a.rc) > 0 AND len(b.ac) > 0 AND b.d1 IS NULL
    AND b."month" IS NULL AND persons_fit(a.p, b.p) AND places_fit(a, b)
GROUP BY a.event HAVING count(DISTINCT b.ac) = 1 AND count(DISTINCT b."when") = 1
"""

# "Das Telefonat" means the one told before it; a date may stand with either.
DEFINITE = f"""
WITH bare AS (
    SELECT event, article, grp, status, "at", d1, d2 FROM told WHERE definite AND len(c) = 0
        AND len(o) = 0 AND len(p) = 0 AND place IS NULL AND NOT named),
known AS (
    SELECT event, article, grp, status, "at", d1, d2, "when",
        count(*) OVER (PARTITION BY article, grp, status) AS many
    FROM told WHERE len(c) + len(o) + len(p) > 0)
SELECT bare.event AS l, arg_max(known.event, (known."at", known.event)) AS r
FROM bare JOIN known USING (article, grp, status)
WHERE known."at" < bare."at" AND known."at" >= bare."at" - {REACH} AND bare.d1 IS NOT NULL
    AND bare.d2 - bare.d1 <= 31 AND ((known.d1 = bare.d1 AND known.d2 = bare.d2)
        OR (known.d1 IS NULL AND known."when" = '' AND known.many = 1 AND bare.d2 - bare.d1 > 6))
GROUP BY bare.event
"""
