"""Processor time of other typesetters for the same papers: python3 papers.py FOLDER FONTS

FOLDER holds name.typ and name.html for each paper; prints {program: {name: milliseconds}} as JSON. Typst and WeasyPrint
are installed from the Python package index into a virtual environment under target/ and run warm, in one process, with
only the title changed; Chromium is started for each paper, as somebody would from a program. What cannot be had is left out.
"""

import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROUNDS = {"typst": 20, "weasyprint": 2, "chromium": 1}


def in_environment():
    root = pathlib.Path(__file__).resolve().parents[2]
    place = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "bench-venv"
    python = place / "bin" / "python"
    if pathlib.Path(sys.prefix) != place:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", place], check=True, stdout=sys.stderr)
        subprocess.run([place / "bin" / "pip", "install", "-q", "typst", "weasyprint"], check=False, stdout=sys.stderr)
        os.execv(python, [str(python), *sys.argv])


def milliseconds(rounds, call):
    call(0)
    began = time.process_time()
    for number in range(1, rounds + 1):
        call(number)
    return (time.process_time() - began) * 1000 / rounds


def typst(papers, fonts):
    import typst

    compiler = typst.Compiler(b"", font_paths=[fonts], ignore_system_fonts=True)

    def of(paper):
        source = paper.with_suffix(".typ").read_text()
        return lambda number: compiler.compile(
            input=f'#set document(title: "Tips {number}")\n{source}'.encode(), format="pdf", pdf_standards=["ua-1"]
        )

    return {paper.stem: milliseconds(ROUNDS["typst"], of(paper)) for paper in papers}


def weasyprint(papers, _):
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    def of(paper):
        source, fonts = paper.read_text(), FontConfiguration()
        return lambda number: weasyprint.HTML(string=source.replace("<title>Tips", f"<title>Tips {number}")).write_pdf(
            pdf_variant="pdf/ua-1", font_config=fonts
        )

    return {paper.stem: milliseconds(ROUNDS["weasyprint"], of(paper)) for paper in papers}


def chromium(papers, _):
    program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])))

    def used():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    def of(paper):
        with tempfile.TemporaryDirectory() as folder:
            before = used()
            subprocess.run(
                [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
                 "--no-pdf-header-footer", f"--print-to-pdf={folder}/paper.pdf", f"file://{paper}"],
                check=True, capture_output=True, timeout=120,
            )
            return (used() - before) * 1000

    return {paper.stem: of(paper) for paper in papers}


def main():
    folder, fonts = pathlib.Path(sys.argv[1]), sys.argv[2]
    papers = sorted(folder.glob("*.html"))
    measured = {}
    for measure in [typst, weasyprint, chromium]:
        try:
            measured[measure.__name__] = measure(papers, fonts)
        except Exception as problem:  # whatever is wrong with it, the others are measured
            print(f"{measure.__name__}: {problem!r}", file=sys.stderr)
    print(json.dumps(measured))


in_environment()
main()
