using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs at one hook, each of which appends its digit to a number.</summary>
[BpfObject(License = "GPL")]
public static class CgroupOrder
{
    static ulong s_trace;

    [CgroupSocket(CgroupSocketHook.Create)]
    public static bool One(CgroupSocketContext context) => Append(1);

    [CgroupSocket(CgroupSocketHook.Create)]
    public static bool Two(CgroupSocketContext context) => Append(2);

    [CgroupSocket(CgroupSocketHook.Create)]
    public static bool Three(CgroupSocketContext context) => Append(3);

    [CgroupSocket(CgroupSocketHook.Create)]
    public static bool Four(CgroupSocketContext context) => Append(4);

    [CgroupSocket(CgroupSocketHook.Release)]
    public static bool OfAnotherHook(CgroupSocketContext context) => true;

    private static bool Append(uint digit)
    {
        s_trace = s_trace * 10 + digit;
        return true;
    }
}
