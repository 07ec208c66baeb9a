// mistake: none: the length is limited by the shorter buffer
using Bpf;

[BpfObject(License = "GPL")]
public static class Copies
{
    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int length)
    {
        Span<byte> name = stackalloc byte[16];
        name.Clear();
        int count = Math.Clamp(length, 0, name.Length);
        name[..count].Fill(1);
        return name[3];
    }
}
