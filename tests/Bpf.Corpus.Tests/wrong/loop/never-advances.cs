// mistake: the counter is not increased on one path
using Bpf;

[BpfObject(License = "GPL")]
public static class Words
{
    static int s_blanks;

    [Uprobe("libc:puts")]
    public static int OnPuts(UprobeContext context, nuint text)
    {
        Span<byte> line = stackalloc byte[32];
        BpfHelpers.TryReadUser(text, line);
        int i = 0;
        while (i < 32) //!!
        {
            if (line[i] != ' ')
                continue;
            s_blanks++;
            i++;
        }

        return 0;
    }
}
