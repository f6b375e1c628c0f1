/* python.exe: all of it is in python311.dll. */
#include <windows.h>

typedef int (*program)(int, wchar_t **);

int wmain(int count, wchar_t **words)
{
    HMODULE library = LoadLibraryW(L"python311.dll");
    program run = library ? (program)(void *)GetProcAddress(library, "Py_Main") : NULL;
    return run ? run(count, words) : 99;
}
