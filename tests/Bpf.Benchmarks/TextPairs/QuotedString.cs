namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class QuotedString
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        if (text[0] != '"')
        {
            return -2;
        }

        uint hash = 0;
        bool isEscaped = false;
        for (int i = 1; i < 48; i++)
        {
            byte c = text[i];
            if (c == 0)
            {
                return -3;
            }

            if (isEscaped)
            {
                isEscaped = false;
                if (c == 'n')
                {
                    c = (byte)'\n';
                }
                else if (c == 't')
                {
                    c = (byte)'\t';
                }
            }
            else if (c == '\\')
            {
                isEscaped = true;
                continue;
            }
            else if (c == '"')
            {
                return (int)(hash & 0x7FFFFFFF);
            }

            hash = (hash * 31) + c;
        }

        return -4;
    }
}
