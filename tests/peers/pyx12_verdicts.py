"""What pyx12 says of claim files: one line a file, without a value of the file.

Reads paths from standard input. Writes path, verdict (accepted, rejected, crashed) and the errors, each as segment,
number of the segment in its set, element, and code of the 999; errors of an envelope stand with its id.
"""

import io
import json
import logging
import multiprocessing
import re
import sys

import pyx12.params
import pyx12.x12n_document

logging.disable(logging.CRITICAL)


def plain(text):
    """An id or code that is one; a file may have anything in its place."""
    return text if re.fullmatch(r"[A-Z0-9]{1,5}", str(text or "")) else "?"


def errors(document):
    """Every error in pyx12's own report, as a word."""
    for interchange in document["interchanges"]:
        for error in interchange["errors"]:
            yield f"ISA:0:0:{plain(error['err_cde'])}"
        for group in interchange["groups"]:
            for error in group["errors"]:
                yield f"GS:0:0:{plain(error['err_cde'])}"
            for transaction in group["transactions"]:
                for error in transaction["errors"]:
                    yield f"ST:0:0:{plain(error['err_cde'])}"
                for segment in transaction["segments"]:
                    place = f"{plain(segment['seg_id'])}:{segment['seg_count']}"
                    for error in segment["errors"]:
                        yield f"{place}:0:{plain(error['err_cde'])}"
                    for element in segment["elements"]:
                        for error in element["errors"]:
                            yield f"{place}:{element['ele_pos']}:{plain(error['err_cde'])}"


def verdict(path):
    """The line of a file."""
    out = io.StringIO()
    try:
        parameters = pyx12.params.params()
        accepted = pyx12.x12n_document.x12n_document(parameters, path, None, None, None, out)
        # Its message may quote the file, so a failure is told by its kind alone.
    except Exception as failure:  # noqa: BLE001
        return f"{path}\tcrashed\t{type(failure).__name__}"
    text = out.getvalue()
    found = list(errors(json.loads(text))) if text else []
    return f"{path}\t{'accepted' if accepted and not found else 'rejected'}\t{' '.join(found)}"


if __name__ == "__main__":
    paths = [line.rstrip("\n") for line in sys.stdin]
    with multiprocessing.Pool(2) as pool:
        for line in pool.imap(verdict, paths, chunksize=8):
            print(line, flush=True)
