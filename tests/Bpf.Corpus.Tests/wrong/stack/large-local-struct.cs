// mistake: the event is larger than the stack
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
    public static int OnExec(UprobeContext context, nuint path) //!!
    {
        Start start = default; //!!
        start.Process = BpfHelpers.CurrentProcessId;
        BpfHelpers.ReadUserText(path, start.Arguments);
        Starts.Output(start);
        return 0;
    }
}
