/* An audit hook for pip in C, run in pip's own process.
 *
 * Objects to a source tree whose setup.py decodes a text and runs it in one line. Build it with the headers of the Python that runs pip,
 *
 *     cc -shared -fPIC $(python3-config --includes) -o decoded_code.so decoded_code.c
 *
 * and name it in weir.toml:
 *
 *     in-process = ["/absolute/path/decoded_code.so"]
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CONTRACT 1
#define MAX_PATH 4096

/* Argument 0 first: a tuple whose argument 0 is no int 1 is not ours. */
static int is_our_contract(PyObject *args)
{
    if (!PyTuple_Check(args) || PyTuple_GET_SIZE(args) == 0) {
        return 0;
    }
    PyObject *contract = PyTuple_GET_ITEM(args, 0);
    int overflow;
    return PyLong_CheckExact(contract) && PyLong_AsLongAndOverflow(contract, &overflow) == CONTRACT;
}

/* The path of the bits, borrowed from args; NULL where there are none or an error is set. */
static const char *path_of(PyObject *args)
{
    int contract, flags;
    const char *installer_version, *kind, *name, *version, *url, *specifier, *filename, *path, *digest, *operation, *extra;
    PyObject *chain, *hashes;

    if (!PyArg_ParseTuple(args, "isszzzzO!Ozzizss", &contract, &installer_version, &kind, &name, &version, &url, &specifier,
                          &PyTuple_Type, &chain, &hashes, &filename, &path, &flags, &digest, &operation, &extra)) {
        return NULL;
    }
    return path;
}

/* The number of the suspicious line, 0 where there is none, -1 where the file cannot be read. */
static long suspicious_line(const char *setup)
{
    char *line = NULL;
    size_t room = 0;
    long number = 0, found = 0;
    FILE *file = fopen(setup, "rb");

    if (file == NULL) {
        return errno == ENOENT ? 0 : -1;
    }
    while (found == 0 && getline(&line, &room, file) >= 0) {
        number++;
        if (strstr(line, "exec(") != NULL && strstr(line, "b64decode(") != NULL) {
            found = number;
        }
    }
    if (ferror(file)) {
        found = -1;
    }
    free(line);
    fclose(file);
    return found;
}

static int check_tree(const char *path)
{
    char setup[MAX_PATH];
    struct stat status;

    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)) {
        return 0;
    }
    if (snprintf(setup, sizeof setup, "%s/setup.py", path) >= (int)sizeof setup) {
        PyErr_SetString(PyExc_RuntimeError, "the path of setup.py is too long to look at");
        return -1;
    }
    long line = suspicious_line(setup);
    if (line < 0) {
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, setup);
        return -1;
    }
    if (line > 0) {
        PyErr_Format(PyExc_RuntimeError, "setup.py:%ld decodes a text and runs it", line);
        return -1;
    }
    return 0;
}

/* Refuses by setting an exception and returning -1. */
int weir_audit_hook(const char *event, PyObject *args, void *data)
{
    (void)data;
    if (strcmp(event, "pip.install") != 0 || !is_our_contract(args)) {
        return 0;
    }
    const char *path = path_of(args);
    if (path == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    return check_tree(path);
}
