/* icuuc.dll, which Wine lacks: Qt looks there for rare text encodings, and is told that there are none. */
#define NAMES(say)                                                                                                     \
    say(UCNV_FROM_U_CALLBACK_SUBSTITUTE) say(UCNV_TO_U_CALLBACK_SUBSTITUTE) say(ucnv_close) say(ucnv_reset)            \
    say(ucnv_getMaxCharSize) say(ucnv_getName) say(ucnv_getToUCallBack) say(ucnv_getFromUCallBack)                     \
    say(ucnv_setToUCallBack) say(ucnv_setFromUCallBack) say(ucnv_cbToUWriteUChars) say(ucnv_toUnicode)                 \
    say(ucnv_cbFromUWriteUChars) say(ucnv_toUCountPending) say(ucnv_fromUCountPending) say(ucnv_getStandardName)       \
    say(ucnv_getAvailableName) say(ucnv_countAvailable) say(ucnv_fromUnicode)
#define NOTHING(name) __declspec(dllexport) void *name(void) { return 0; }

NAMES(NOTHING)

__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = 16; /* U_UNSUPPORTED_ERROR */
    return 0;
}
