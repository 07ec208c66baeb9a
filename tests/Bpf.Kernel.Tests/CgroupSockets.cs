using System.Net.Sockets;
using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Sockets of a cgroup: created, bound and released.</summary>
[BpfObject(License = "GPL")]
public static class CgroupSockets
{
    static uint s_created;
    static uint s_released;
    static uint s_bound4;
    static uint s_bound6;
    static uint s_strange;
    static bool s_refusesCreation;
    static bool s_refusesBinding;

    [CgroupSocket(CgroupSocketHook.Create)]
    public static bool OnCreate(CgroupSocketContext context)
    {
        s_created++;
        if (context.Type != SocketType.Dgram || context.Family is not (SocketFamily.InterNetwork or SocketFamily.InterNetworkV6) || context.BoundInterface != 0)
        {
            s_strange++;
        }

        context.Mark = 77;
        return !s_refusesCreation;
    }

    [CgroupSocket(CgroupSocketHook.Release)]
    public static bool OnRelease(CgroupSocketContext context)
    {
        s_released++;
        if (context.Mark != 77 || context.State == SocketState.Listen)
        {
            s_strange++;
        }

        return true;
    }

    [CgroupSocket(CgroupSocketHook.PostBind4)]
    public static bool OnBound4(CgroupSocketContext context)
    {
        s_bound4++;
        if (context.LocalAddress4 != new Ipv4Address(127, 0, 0, 1) || context.LocalAddress4.NetworkValue != 0x0100007F || context.LocalPort == 0 || context.Protocol != ProtocolType.Udp)
        {
            s_strange++;
        }

        return !s_refusesBinding;
    }

    [CgroupSocket(CgroupSocketHook.PostBind6)]
    public static bool OnBound6(CgroupSocketContext context)
    {
        s_bound6++;
        if (context.LocalAddress6.High != 0 || context.LocalAddress6.Low != 1 || context.LocalAddress6.Word3 != 0x01000000 || context.LocalPort == 0)
        {
            s_strange++;
        }

        return !s_refusesBinding;
    }
}
