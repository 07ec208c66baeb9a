// mistake: none: fields that may be written, and others in pieces that may be read
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Offsets
{
    static ulong s_sum;

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        uint* words = (uint*)context.Pointer;
        words[2] = words[0];
        Unsafe.Write((byte*)context.Pointer + 12, 1u);
        for (int i = 0; i < 5; i++)
        {
            words[12 + i] = (uint)i;
        }

        ((byte*)words)[50] = 7;
        s_sum += ((byte*)words)[1] + (ulong)((ushort*)words)[9] + ((ulong*)words)[19];
        return TrafficControlAction.Next;
    }

    [CgroupSkbEgress]
    public static bool OnCgroupPacket(CgroupSkbContext context)
    {
        s_sum += WordOf(context, 23) + WordOf(context, 34);
        return true;
    }

    [XdpDevmap]
    public static XdpAction OnDevice(XdpDevmapContext context)
        => ((uint*)context.Pointer)[5] == 2 ? XdpAction.Drop : XdpAction.Pass;

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect6)]
    public static bool OnConnect(CgroupSocketAddressContext context)
    {
        ((ulong*)context.Pointer)[1] = 0;
        ((uint*)context.Pointer)[5] = 1;
        return true;
    }

    [CgroupSysctl]
    public static bool OnSetting(CgroupSysctlContext context)
    {
        ((uint*)context.Pointer)[1] = 0;
        return ((uint*)context.Pointer)[0] == 0;
    }

    static uint WordOf(CgroupSkbContext context, int index) => ((uint*)context.Pointer)[index];
}
