using System.Net.Sockets;
using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Addresses of system calls of a cgroup, at every hook, and calls that are redirected.</summary>
[BpfObject(License = "GPL")]
public static class CgroupAddresses
{
    private const int PermissionDenied = 13; // EACCES
    private const uint Loopback = 0x7F000001;

    static readonly ushort Port;
    static uint s_calls;
    static uint s_strange;
    static bool s_refuses;
    static ushort s_asked;

    [CgroupSocketAddress(CgroupSocketAddressHook.Bind4)]
    public static bool Bind4(CgroupSocketAddressContext context)
    {
        Count(context.Address4.Value == Loopback && context.Address4.NetworkValue == 0x0100007F && IsDatagram(context));
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)]
    public static bool Connect4(CgroupSocketAddressContext context)
    {
        Count(context.Address4.Value == Loopback && context.Address4.NetworkValue == 0x0100007F && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.SendMessage4)]
    public static bool SendMessage4(CgroupSocketAddressContext context)
    {
        Count(context.Address4.Value == Loopback && context.Address4.NetworkValue == 0x0100007F && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessage4)]
    public static void ReceiveMessage4(CgroupSocketAddressContext context)
    {
        Count(context.Address4.Value == Loopback && context.Address4.NetworkValue == 0x0100007F && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.GetPeerName4)]
    public static void GetPeerName4(CgroupSocketAddressContext context)
    {
        Count(context.Address4.Value == Loopback && context.Address4.NetworkValue == 0x0100007F && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.GetSocketName4)]
    public static void GetSocketName4(CgroupSocketAddressContext context)
    {
        Count(context.Address4.Value == Loopback && context.Address4.NetworkValue == 0x0100007F && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.Bind6)]
    public static bool Bind6(CgroupSocketAddressContext context)
    {
        Count(context.Address6.High == 0 && context.Address6.Low == 1 && IsDatagram(context));
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect6)]
    public static bool Connect6(CgroupSocketAddressContext context)
    {
        Count(context.Address6.High == 0 && context.Address6.Low == 1 && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.SendMessage6)]
    public static bool SendMessage6(CgroupSocketAddressContext context)
    {
        Count(context.Address6.High == 0 && context.Address6.Low == 1 && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessage6)]
    public static void ReceiveMessage6(CgroupSocketAddressContext context)
    {
        Count(context.Address6.High == 0 && context.Address6.Low == 1 && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.GetPeerName6)]
    public static void GetPeerName6(CgroupSocketAddressContext context)
    {
        Count(context.Address6.High == 0 && context.Address6.Low == 1 && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.GetSocketName6)]
    public static void GetSocketName6(CgroupSocketAddressContext context)
    {
        Count(context.Address6.High == 0 && context.Address6.Low == 1 && IsDatagram(context) && context.Port != 0 && context.PortOnWire != 0);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.ConnectUnix)]
    public static bool ConnectUnix(CgroupSocketAddressContext context)
    {
        Count(context.Family == SocketFamily.Unix && context.Type == SocketType.Dgram);
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.SendMessageUnix)]
    public static bool SendMessageUnix(CgroupSocketAddressContext context)
    {
        Count(context.Family == SocketFamily.Unix && context.Type == SocketType.Dgram);
        return !s_refuses;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessageUnix)]
    public static void ReceiveMessageUnix(CgroupSocketAddressContext context)
    {
        Count(context.Family == SocketFamily.Unix && context.Type == SocketType.Dgram);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.GetPeerNameUnix)]
    public static void GetPeerNameUnix(CgroupSocketAddressContext context)
    {
        Count(context.Family == SocketFamily.Unix && context.Type == SocketType.Dgram);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.GetSocketNameUnix)]
    public static void GetSocketNameUnix(CgroupSocketAddressContext context)
    {
        Count(context.Family == SocketFamily.Unix && context.Type == SocketType.Dgram);
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)]
    public static bool RedirectConnection(CgroupSocketAddressContext context)
    {
        if (context.Type != SocketType.Stream)
        {
            return true;
        }

        s_asked = context.Port;
        context.Address4 = new Ipv4Address(127, 0, 0, 2);
        context.Port = Port;
        return context.BindLocal4(new Ipv4Address(127, 0, 0, 3), 0) == 0;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.SendMessage4)]
    public static bool RedirectDatagram4(CgroupSocketAddressContext context)
    {
        context.PortOnWire = (ushort)((Port << 8) | (Port >> 8));
        context.SourceAddress4 = new Ipv4Address(127, 0, 0, 4);
        return true;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.SendMessage6)]
    public static bool RedirectDatagram6(CgroupSocketAddressContext context)
    {
        context.Address6 = new Ipv6Address(0, 1);
        context.Port = Port;
        return true;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)]
    public static bool RefuseWithAnotherError(CgroupSocketAddressContext context) => BpfHelpers.SetRetval(-PermissionDenied) != 0;

    private static bool IsDatagram(CgroupSocketAddressContext context)
        => context.Type == SocketType.Dgram && context.Protocol == ProtocolType.Udp && context.Family == context.AddressFamily;

    private static void Count(bool isExpected)
    {
        s_calls++;
        s_strange += isExpected ? 0U : 1;
    }
}
