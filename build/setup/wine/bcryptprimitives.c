/* bcryptprimitives.dll, which Wine 8 lacks: Rust's libraries take their random bytes there. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE place, SIZE_T size)
{
    return SystemFunction036(place, (ULONG)size);
}
