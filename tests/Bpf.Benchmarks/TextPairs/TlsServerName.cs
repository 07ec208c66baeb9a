namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class TlsServerName
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> hello = stackalloc byte[256];
        if (!BpfHelpers.TryReadUser(context.Argument(0), hello))
        {
            return -1;
        }

        // A handshake record; version, random and session follow its 9 bytes.
        if (hello[0] != 22 || hello[5] != 1)
        {
            return -2;
        }

        int at = 43 + 1 + hello[43];
        if (at > 76)
        {
            return -3;
        }

        int suites = (hello[at] << 8) | hello[at + 1];
        if (suites > 64)
        {
            return -4;
        }

        at += 2 + suites;
        int compressions = hello[at];
        if (compressions > 4)
        {
            return -5;
        }

        at += 1 + compressions + 2;
        for (int i = 0; i < 4; i++)
        {
            if (at > 200)
            {
                return -6;
            }

            int type = (hello[at] << 8) | hello[at + 1];
            int length = (hello[at + 2] << 8) | hello[at + 3];
            if (type == 0)
            {
                return (hello[at + 7] << 8) | hello[at + 8];
            }

            if (length > 48)
            {
                return -7;
            }

            at += 4 + length;
        }

        return -8;
    }
}
