// mistake: none: the large text is read into the record itself
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Environment
{
    [InlineArray(768)]
    public struct Text { byte _first; }

    public struct Start { public int Process; public Text Arguments; }

    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<Start> Starts = new();

    [Uprobe("libc:execve")]
    public static int OnExec(UprobeContext context, nuint path)
    {
        if (!Starts.TryReserve(out BpfRef<Start> start))
            return 0;
        start.Value.Process = BpfHelpers.CurrentProcessId;
        BpfHelpers.ReadUserText(path, start.Value.Arguments);
        Starts.Submit(start);
        return 0;
    }
}
