"""lagebild check"""

from lagebild.cli.options import StoreDefault, StoreOption


def check(*, store: StoreOption = StoreDefault) -> int:
    """Verify a store: every row must still lead to the words it rests on.

    Exit code 0: all is well; 1: faults were found, each named with its number and an example.
    """
    from lagebild.show.plain import harmless
    from lagebild.store import Store
    from lagebild.store.check import check_store

    with Store(store) as opened:
        faults = list(check_store(opened))
        rows = opened.value("SELECT count(*) FROM articles")
    for fault in faults:
        print(f"{harmless(fault.what)}: {fault.count} (for example {harmless(fault.example)})")
    if faults:
        print("Mend it: move the store away and build it again from its sources.")
        return 1
    print(f"The store is sound: {rows} articles, every row leads to its words.")
    return 0
