#!/bin/sh
# CPU seconds of one compilation by Typst with its caches warm, only the title changed: sh typst.sh FILE.typ
# Installs Typst from the Python package index into a virtual environment under target/.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
venv="${CARGO_TARGET_DIR:-$root/target}/bench-venv"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv" >&2
"$venv/bin/python" -c 'import typst' 2>/dev/null || "$venv/bin/pip" install -q typst >&2
"$venv/bin/python" - "$1" "$root/src/documents/pdf/fonts" <<'PYTHON'
import sys, time, typst
source = open(sys.argv[1], encoding="utf-8").read()
compiler = typst.Compiler(source.encode(), font_paths=[sys.argv[2]], ignore_system_fonts=True)
def once(number):
    text = f'#set document(title: "Tips {number}")\n' + source
    try:
        return compiler.compile(input=text.encode(), format="pdf", pdf_standards=["ua-1"])
    except TypeError:
        return typst.compile(text.encode(), font_paths=[sys.argv[2]], ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"])
for number in range(5):
    once(number)
rounds = 30
began = time.process_time()
for number in range(rounds):
    once(100 + number)
print((time.process_time() - began) / rounds)
PYTHON
