namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Base64Length
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
        for (int i = 0; i < 64; i++)
        {
            byte c = text[i];
            bool isDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!isDigit)
            {
                break;
            }

            length++;
        }

        return (int)((uint)length * 3 / 4);
    }
}
