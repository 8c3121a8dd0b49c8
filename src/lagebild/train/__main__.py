"""`python -m lagebild.train STEP --arguments`: the steps of training, each on its own."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from lagebild.errors import LagebildError
from lagebild.train.e5file import default_path, read_encoder

# Of the teacher's eight layers the one without which its answers change least is left out.
_KEPT_LAYERS = ("0", "1", "2", "3", "4", "6", "7")


def main(arguments: list[str] | None = None) -> int:
    """Run one step; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        options.step(options)
    except LagebildError as error:
        print(f"lagebild.train: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lagebild.train", description=__doc__)
    steps = parser.add_subparsers(required=True)
    fit = steps.add_parser("fit", help="train a network, or go on with a run that was cut off")
    fit.add_argument("--train", type=Path, required=True, help="folder of the training sets")
    fit.add_argument("--eval", type=Path, required=True, help="folder of the measured sets")
    fit.add_argument("--run", type=Path, required=True, help="folder of the run (made if missing)")
    fit.add_argument("--recipe", default="full")
    fit.add_argument("--pieces", type=int, default=40_000)
    fit.add_argument("--minutes", type=float, default=0.0, help="fit the schedule into this time")
    fit.add_argument("--epochs", type=int, default=0)
    fit.add_argument("--seed", type=int, default=0, help="another seed than the recipe's")
    fit.add_argument("--fold", type=int, default=-1, help="hold this fifth of GermEval out")
    fit.add_argument("--silver", type=Path, help="sentences labelled by an earlier model")
    fit.add_argument("--start", type=Path, help="run whose weights to begin with")
    fit.add_argument("--taught", type=Path, help="folder of soft labels, made by `teach`")
    fit.add_argument("--layers", type=int, nargs="+", default=[], help="layers kept of --start")
    fit.add_argument("--rest", type=float, default=0.0, help="share of the time left to others")
    fit.add_argument("--threads", type=int, default=2)
    fit.set_defaults(step=_fit)
    label = steps.add_parser("label", help="label sentences with a trained network")
    _on_a_run(label)
    label.set_defaults(step=_label)
    teach = steps.add_parser("teach", help="soft labels of trained networks for a student")
    teach.add_argument("--runs", type=Path, nargs="+", required=True)
    teach.add_argument("--train", type=Path, required=True)
    teach.add_argument("--eval", type=Path, required=True)
    teach.add_argument("--out", type=Path, required=True)
    teach.add_argument("--threads", type=int, default=2)
    teach.set_defaults(step=_teach)
    narrow = steps.add_parser("narrow", help="fewer heads and inner channels in every layer")
    _on_a_run(narrow)
    narrow.add_argument("--heads", type=int, required=True)
    narrow.add_argument("--inner", type=int, required=True)
    narrow.set_defaults(step=_narrow)
    offices = steps.add_parser("offices", help="add the head for offices to a trained network")
    _on_a_run(offices)
    offices.set_defaults(step=_offices)
    mean = steps.add_parser("average", help="the mean of the weights of several runs")
    mean.add_argument("--runs", type=Path, nargs="+", required=True)
    mean.add_argument("--out", type=Path, required=True)
    mean.set_defaults(step=_average)
    folds = steps.add_parser("folds", help="names of GermEval, each fifth held out once")
    for name in ("--train", "--eval", "--runs"):
        folds.add_argument(name, type=Path, required=True)
    folds.add_argument("--threads", type=int, default=2)
    folds.set_defaults(step=_folds)
    everything = steps.add_parser(
        "all", help="all steps: three stages, the student, the model and its card"
    )
    everything.add_argument("--data", type=Path, required=True, help="folder with train/ and eval/")
    everything.add_argument("--runs", type=Path, default=Path("build/train"))
    everything.add_argument("--model", type=Path, default=Path("src/lagebild/parse/model"))
    everything.add_argument("--card", type=Path, default=Path("docs/model-card.md"))
    everything.add_argument("--pieces", type=int, default=40_000)
    everything.add_argument("--minutes", type=float, default=0.0, help="of each of the stages")
    everything.add_argument("--threads", type=int, default=2)
    everything.set_defaults(step=_all)
    export = steps.add_parser("export", help="write the run-time model of a run")
    _on_a_run(export)
    export.set_defaults(step=_export)
    quotes = steps.add_parser("quotes", help="train the weights that read speeches")
    quotes.add_argument("--data", type=Path, required=True, help="archive of SpkAtt-2023, train")
    quotes.add_argument("--out", type=Path, required=True, help="folder of the weights")
    quotes.add_argument("--seed", type=int, default=7)
    quotes.add_argument("--threads", type=int, default=2)
    quotes.set_defaults(step=_quotes)
    card = steps.add_parser("card", help="measure the model and write its card")
    card.add_argument("--run", type=Path, required=True)
    card.add_argument("--model", type=Path, help="its folder; by default the one in the package")
    card.add_argument("--eval", type=Path, required=True)
    card.add_argument("--held-out", type=Path, help="paragraph on figures of another run")
    card.add_argument("--out", type=Path, required=True)
    card.set_defaults(step=_card)
    return parser


def _on_a_run(step: argparse.ArgumentParser) -> None:
    """The arguments of a step that reads a run and the sets, and writes something."""
    for name in ("--run", "--train", "--eval", "--out"):
        step.add_argument(name, type=Path, required=True)
    step.add_argument("--threads", type=int, default=2)


def _fit(options: argparse.Namespace) -> None:
    import torch

    from lagebild.train.fit import fit
    from lagebild.train.recipes import recipe

    torch.set_num_threads(options.threads)
    chosen = replace(recipe(options.recipe), minutes=options.minutes)
    if options.seed:
        chosen = replace(chosen, seed=options.seed)
    if options.epochs:
        chosen = replace(chosen, epochs=options.epochs)
    fit(
        train=options.train,
        measure=options.eval,
        folder=options.run,
        chosen=chosen,
        pieces=options.pieces,
        fold=options.fold,
        silver=options.silver,
        start=options.start,
        rest=options.rest,
        taught=options.taught,
        kept=tuple(options.layers),
    )


def _label(options: argparse.Namespace) -> None:
    import torch

    from lagebild.train.bundle import load_network
    from lagebild.train.corpus import load_corpus
    from lagebild.train.selflabel import Labeller, label_all

    torch.set_num_threads(options.threads)
    network, bundle = load_network(options.run, read_encoder(default_path()))
    corpus = load_corpus(options.train, options.eval)
    print(label_all(Labeller(network, bundle), corpus.sentences, options.out))


def _teach(options: argparse.Namespace) -> None:
    import torch

    from lagebild.train.bundle import load_network
    from lagebild.train.corpus import load_corpus
    from lagebild.train.teach import Teacher, teach_all

    torch.set_num_threads(options.threads)
    source = read_encoder(default_path())
    loaded = [load_network(run, source) for run in options.runs]
    corpus = load_corpus(options.train, options.eval)
    teacher = Teacher(tuple(network for network, _ in loaded), loaded[0][1])
    print(teach_all(teacher, corpus.sentences, options.out))


def _narrow(options: argparse.Namespace) -> None:
    import torch

    from lagebild.train.calibrate import calibration_sample
    from lagebild.train.corpus import load_corpus
    from lagebild.train.narrow import narrow

    torch.set_num_threads(options.threads)
    source = read_encoder(default_path())
    sample = calibration_sample(load_corpus(options.train, options.eval).sentences)
    narrow(options.run, source, sample, options.heads, options.inner, options.out)


def _offices(options: argparse.Namespace) -> None:
    import torch

    from lagebild.train.corpus import load_corpus
    from lagebild.train.offices import add_offices

    torch.set_num_threads(options.threads)
    sentences = load_corpus(options.train, options.eval).sentences
    add_offices(options.run, read_encoder(default_path()), sentences, options.out)


def _average(options: argparse.Namespace) -> None:
    from lagebild.train.average import average

    average(options.runs, options.out)


def _all(options: argparse.Namespace) -> None:
    """Every step reads what the one before it wrote, so a run that was cut off goes on."""
    from lagebild.errors import UsageError
    from lagebild.train.recipes import recipe

    shape = recipe("narrow")
    narrower = ["--heads", str(shape.heads), "--inner", str(shape.inner)]
    train, measure, runs = options.data / "train", options.data / "eval", options.runs
    for folder in (train, measure):
        if not folder.is_dir():
            raise UsageError(f"{folder} is missing: give the folder that holds train/ and eval/")
    sets = ["--train", str(train), "--eval", str(measure), "--threads", str(options.threads)]
    first, second, silver = runs / "first", runs / "second", runs / "silver.jsonl"
    third, two, fourth, mean = (runs / name for name in ("third", "two", "fourth", "mean"))
    soft, student, slim, taught_slim = (runs / name for name in ("soft", "student", "slim", "fed"))
    last = runs / "last"
    taught = ["--taught", str(soft)]
    begun = ["--silver", str(silver), "--start"]
    fit = ["fit", *sets, "--minutes", str(options.minutes), "--run"]
    steps = [
        [*fit, str(first), "--pieces", str(options.pieces)],
        ["label", *sets, "--run", str(first), "--out", str(silver)],
        [*fit, str(second), "--recipe", "second", *begun, str(first)],
        [*fit, str(third), "--recipe", "third", *begun, str(second)],
        ["average", "--runs", str(second), str(third), "--out", str(two)],
        [*fit, str(fourth), "--recipe", "third", "--seed", "4", *begun, str(two)],
        ["average", "--runs", str(second), str(third), str(fourth), "--out", str(mean)],
        ["teach", *sets, "--runs", str(mean), "--out", str(soft)],
        [*fit, str(student), "--recipe", "student", "--start", str(mean), *taught,
         "--layers", *_KEPT_LAYERS],
        ["narrow", *sets, "--run", str(student), *narrower, "--out", str(slim)],
        [*fit, str(taught_slim), "--recipe", "narrow", "--start", str(slim), *taught],
        ["offices", *sets, "--run", str(taught_slim), "--out", str(last)],
        ["export", *sets, "--run", str(last), "--out", str(options.model)],
        ["card", "--run", str(last), "--model", str(options.model), "--eval", str(measure),
         "--out", str(options.card)],
    ]  # fmt: skip
    for step in steps:
        made = {"label": silver, "teach": soft / "sentences.jsonl"}.get(step[0])
        if made is not None and made.exists():
            continue
        if main(step) != 0:
            raise LagebildError(f"the step {step[0]} failed")


def _folds(options: argparse.Namespace) -> None:
    """A network that never saw GermEval's names learns four fifths of them, five times."""
    from lagebild.evaluate.parse import evaluate_parse
    from lagebild.parse.model import Model
    from lagebild.train.fit import FOLDS

    sets = ["--train", str(options.train), "--eval", str(options.eval)]
    sets += ["--threads", str(options.threads)]
    nameless = str(options.runs / "nameless")
    main(["fit", *sets, "--recipe", "nameless", "--run", nameless])
    for fold in range(FOLDS):
        run, model = options.runs / f"fold{fold}", options.runs / f"model{fold}"
        begun = ["--start", nameless, "--fold", str(fold)]
        main(["fit", *sets, "--recipe", "fold", *begun, "--run", str(run)])
        main(["export", *sets, "--run", str(run), "--out", str(model)])
        data = options.train / "germeval2014" / "NER-de-dev.tsv"
        print(evaluate_parse(data, str(fold), Model.load(model)), flush=True)


def _quotes(options: argparse.Namespace) -> None:
    from lagebild.errors import UsageError
    from lagebild.train.speech_weights import Recipe, fit_speeches

    if not options.data.is_file():
        raise UsageError(f"{options.data} is missing: give the archive of annotated speeches")
    fit_speeches(options.data, options.out, Recipe(seed=options.seed), options.threads)


def _export(options: argparse.Namespace) -> None:
    import torch

    from lagebild.train.bundle import load_network
    from lagebild.train.calibrate import calibration_sample
    from lagebild.train.corpus import load_corpus
    from lagebild.train.export import export

    torch.set_num_threads(options.threads)
    network, bundle = load_network(options.run, read_encoder(default_path()))
    sample = calibration_sample(load_corpus(options.train, options.eval).sentences)
    export(network, bundle, sample, options.out)


def _card(options: argparse.Namespace) -> None:
    from lagebild.train.bundle import read_bundle
    from lagebild.train.card import write_card

    held_out = options.held_out.read_text(encoding="utf-8").strip() if options.held_out else ""
    write_card(read_bundle(options.run), options.eval, held_out, options.out, options.model)


if __name__ == "__main__":
    sys.exit(main())
