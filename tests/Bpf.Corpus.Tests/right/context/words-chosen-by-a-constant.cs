// mistake: none: the method would read a hidden field only for another argument
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Constant
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
        => Read(context, ofConnection: false) == 0 ? TrafficControlAction.Drop : TrafficControlAction.Next;

    static uint Read(TrafficControlContext context, bool ofConnection)
    {
        uint* words = (uint*)context.Pointer;
        return ofConnection ? words[23] : words[10];
    }
}
