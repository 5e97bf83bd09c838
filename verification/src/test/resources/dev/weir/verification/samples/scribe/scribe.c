/* Writes the arguments of every pip.install, in the form that the scribes share. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PATH 4096

static void write_text(FILE *out, const char *place, const char *text)
{
    if (text == NULL) {
        fprintf(out, "%s none\n", place);
    } else {
        fprintf(out, "%s str %s\n", place, text);
    }
}

/* 0, or -1 with an error set. */
static int write_texts(FILE *out, const char *place, PyObject *texts)
{
    if (texts == Py_None) {
        write_text(out, place, NULL);
        return 0;
    }
    if (!PyTuple_Check(texts)) {
        PyErr_SetString(PyExc_TypeError, "neither a tuple nor None");
        return -1;
    }
    for (Py_ssize_t index = 0; index < PyTuple_GET_SIZE(texts); index++) {
        const char *text = PyUnicode_AsUTF8(PyTuple_GET_ITEM(texts, index));
        if (text == NULL) {
            return -1;
        }
        fprintf(out, "%s.%zd str %s\n", place, index, text);
    }
    fprintf(out, "%s tuple %zd\n", place, PyTuple_GET_SIZE(texts));
    return 0;
}

static int write_arguments(FILE *out, const char *event, PyObject *args)
{
    int contract, flags;
    const char *installer_version, *kind, *name, *version, *url, *specifier, *filename, *path, *digest, *operation, *extra;
    PyObject *chain, *hashes;

    if (!PyArg_ParseTuple(args, "isszzzzO!Ozzizss", &contract, &installer_version, &kind, &name, &version, &url, &specifier,
                          &PyTuple_Type, &chain, &hashes, &filename, &path, &flags, &digest, &operation, &extra)) {
        return -1;
    }
    fprintf(out, "%s\n0 int %d\n", event, contract);
    write_text(out, "1", installer_version);
    write_text(out, "2", kind);
    write_text(out, "3", name);
    write_text(out, "4", version);
    write_text(out, "5", url);
    write_text(out, "6", specifier);
    if (write_texts(out, "7", chain) < 0 || write_texts(out, "8", hashes) < 0) {
        return -1;
    }
    write_text(out, "9", filename);
    write_text(out, "10", path);
    fprintf(out, "11 int %d\n", flags);
    write_text(out, "12", digest);
    write_text(out, "13", operation);
    write_text(out, "14", extra);
    return 0;
}

int weir_audit_hook(const char *event, PyObject *args, void *data)
{
    char path[MAX_PATH];
    FILE *out;

    (void)data;
    if (strcmp(event, "pip.install") != 0) {
        return 0;
    }
    snprintf(path, sizeof path, "%s/c", getenv("SCRIBES"));
    out = fopen(path, "a");
    if (out == NULL) {
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, path);
        return -1;
    }
    int result = write_arguments(out, event, args);
    if (fclose(out) != 0 && result == 0) {
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, path);
        return -1;
    }
    return result;
}
