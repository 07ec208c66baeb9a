// mistake: none: enums, switch expressions and flags
using Bpf;

[BpfObject(License = "GPL")]
public static class Enums
{
    [Flags]
    enum Mode { None = 0, Read = 1, Write = 2 }

    static Mode ModeOf(int flags) => (flags & 3) switch { 0 => Mode.Read, 1 => Mode.Write, 2 => Mode.Read | Mode.Write, _ => Mode.None };

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path, int flags) => ModeOf(flags).HasFlag(Mode.Write) ? 1 : 0;
}
