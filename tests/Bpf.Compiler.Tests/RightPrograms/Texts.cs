using Bpf;

namespace RightPrograms;

// Text and constants that C# computes itself.
[BpfObject(License = "GPL")]
public static class Texts
{
    const string Name = nameof(Printed) + ": ";
    const double Share = 0.25;
    const int Quarter = (int)(1000 * Share);

    static ReadOnlySpan<byte> Prefix => "/proc/"u8;

    static readonly ulong Limit = (ulong)2e9;
    static readonly byte[] Magic = [0x7f, (byte)'E', (byte)'L', (byte)'F'];
    static readonly long Bill = (long)(Share * 400);

    [Uprobe("libc:malloc")]
    public static int Printed(UprobeContext context, nuint size, char letter)
    {
        BpfHelpers.Print($"{Name}{size,8} {Quarter} {letter} {nameof(size)} {Name.Length}");
        return Name.Length > 3 ? Quarter : (int)Bill;
    }

    [Uprobe("libc:open")]
    public static int Compared(UprobeContext context, nuint path)
    {
        Span<byte> text = stackalloc byte[16];
        if (BpfHelpers.ReadUserText(path, text) <= 0)
            return 0;
        return text.StartsWith(Prefix) && text[6] != (byte)'s' ? 1 : 0;
    }

    [Uprobe("libc:read")]
    public static int Elements(UprobeContext context, int index)
    {
        int sum = 0;
        foreach (byte part in Magic)
            sum += part;
        return sum + Magic[index & 3] + (BpfHelpers.MonotonicNanoseconds > Limit ? 1 : 0);
    }
}
