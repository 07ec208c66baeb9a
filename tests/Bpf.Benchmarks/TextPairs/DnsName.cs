namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class DnsName
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> name = stackalloc byte[64];
        if (!BpfHelpers.TryReadUser(context.Argument(0), name))
        {
            return -1;
        }

        int labels = 0;
        uint hash = 5381;
        int left = 0;
        for (int i = 0; i < 64; i++)
        {
            byte c = name[i];
            if (left == 0)
            {
                if (c == 0)
                {
                    return (int)(hash & 0xFFFFFF) + (labels << 24);
                }

                if (c > 63)
                {
                    return -2;
                }

                left = c;
                labels++;
                continue;
            }

            left--;
            if (c >= 'A' && c <= 'Z')
            {
                c |= 0x20;
            }

            hash = (hash * 33) ^ c;
        }

        return -3;
    }
}
