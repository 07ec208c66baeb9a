namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class SqlVerb
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int start = 0;
        while (start < 8 && text[start] == ' ')
        {
            start++;
        }

        ulong verb = 0;
        for (int i = 0; i < 8; i++)
        {
            byte c = text[start + i];
            if (c >= 'a' && c <= 'z')
            {
                c -= 32;
            }

            if (c < 'A' || c > 'Z')
            {
                break;
            }

            verb = (verb << 8) | c;
        }

        return verb switch
        {
            0x53454C454354 => 1, // SELECT
            0x494E53455254 => 2, // INSERT
            0x555044415445 => 3, // UPDATE
            0x44454C455445 => 4, // DELETE
            _ => 0,
        };
    }
}
