namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class IniKey
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int length = 0;
        for (int i = 0; i < 32; i++)
        {
            byte c = text[i];
            bool isName = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
            if (isName)
            {
                length++;
                continue;
            }

            if (c != ' ' && c != '=')
            {
                return -2;
            }

            return c == '=' || text[i + 1] == '=' ? length : -3;
        }

        return -4;
    }
}
