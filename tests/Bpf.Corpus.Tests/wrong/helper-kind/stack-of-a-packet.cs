// mistake: stack traces in a socket filter
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Stacks
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfStackTraceMap Traces = new();

    [SocketFilter]
    public static int OnPacket(SocketFilterContext context)
        => BpfHelpers.GetStackid(context.Pointer, Traces, 0) < 0 ? 0 : (int)context.Length; //!!
}
