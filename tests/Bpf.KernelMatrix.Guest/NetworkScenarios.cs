using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of programs for packets and sockets, each in its own network namespace. If a kernel refuses one, the report is the refusal.</summary>
internal static class NetworkScenarios
{
    private const ushort NetkitPort = 7777;
    private const string OwnNamespace = "/proc/thread-self/ns/net";

    /// <summary>The checks in order.</summary>
    /// <param name="kindsPath">Object of kinds.c.</param>
    public static IEnumerable<Scenario> All(string kindsPath) =>
    [
        new("traffic_ingress", () => Apart(() => Traffic(new() { Direction = TrafficDirection.Ingress }))),
        new("traffic_egress", () => Apart(() => Traffic(new() { Direction = TrafficDirection.Egress }))),
        new("filter_ingress", () => Apart(() => Traffic(new() { Direction = TrafficDirection.Ingress, Method = DeviceAttachMethod.Netlink }))),
        new("filter_egress", () => Apart(() => Traffic(new() { Direction = TrafficDirection.Egress, Method = DeviceAttachMethod.Netlink }))),
        new("traffic_link", () => Apart(() => Traffic(new() { Direction = TrafficDirection.Ingress, Order = AttachOrder.First }))),
        new("xdp_link", () => Apart(() => Frames(DeviceAttachMethod.Link))),
        new("xdp_netlink", () => Apart(() => Frames(DeviceAttachMethod.Netlink))),
        new("netkit", () => Apart(NetkitDevice)),
        new("netkit_order", () => Apart(NetkitOrder)),
        new("netkit_elsewhere", () => Apart(() => AttachNetkit("lo"))),
        new("cgroup_packets", () => Apart(CgroupPackets)),
        new("cgroup_hook", () => Apart(() => CgroupHook(kindsPath))),
        new("socket_lookup", () => Apart(() => SocketLookup(kindsPath))),
    ];

    private static string Traffic(TrafficControlOptions options)
    {
        using Datagrams datagrams = new();
        using GuestPacketsSkeleton skeleton = Load(datagrams);
        Link link = skeleton.Programs.OnTraffic.Attach("lo", options);
        datagrams.Send(1, 2, 3);
        Scenario.Equal(3UL, skeleton.Bss.s_packets, "packets");
        link.Detach();
        datagrams.Send(4);
        Scenario.Equal(3UL, skeleton.Bss.s_packets, "packets after Detach");
        return $"{link}";
    }

    private static string Frames(DeviceAttachMethod method)
    {
        using Datagrams datagrams = new();
        using GuestPacketsSkeleton skeleton = Load(datagrams);
        Link link = skeleton.Programs.OnFrame.Attach("lo", new XdpOptions { Mode = XdpAttachMode.Generic, Method = method });
        datagrams.Send(1, 2, 3);
        Scenario.Equal(3UL, skeleton.Bss.s_frames, "frames");
        link.Detach();
        datagrams.Send(4);
        Scenario.Equal(3UL, skeleton.Bss.s_frames, "frames after Detach");
        return $"{link}";
    }

    private static string NetkitDevice() => RouteMessages.TryCreateNetkit("primary0", "peer0") ? AttachNetkit("primary0") : "no devices";

    // Each device has a network of its own, in which nobody answers: what is sent meets the programs and is dropped.
    private static string NetkitOrder()
    {
        if (!RouteMessages.TryCreateNetkit("primary0", "peer0"))
        {
            return "no devices";
        }

        OwnNetwork.Start("primary0");
        OwnNetwork.Start("peer0");
        RouteMessages.Add(RouteMessages.IndexOf("primary0"), IPAddress.Parse("10.1.0.1"), 24);
        RouteMessages.Add(RouteMessages.IndexOf("peer0"), IPAddress.Parse("10.2.0.1"), 24);
        using GuestNetkitSkeleton skeleton = GuestNetkitSkeleton.Open();
        skeleton.Rodata.Port = BinaryPrimitives.ReverseEndianness(NetkitPort);
        skeleton.Load();
        GuestNetkitSkeleton.ProgramGroup programs = skeleton.Programs;
        Link second = programs.Second.Attach("primary0");
        programs.First.Attach("primary0", new TrafficControlOptions { Order = AttachOrder.Before(second) });
        programs.OnPeer.Attach("primary0");
        AttachedPrograms attached = programs.First.GetAttached("primary0");
        Scenario.Equal(
            (2, programs.First.GetInfo().Id, programs.Second.GetInfo().Id),
            (attached.Programs.Count, attached.Programs[0].ProgramId, attached.Programs[1].ProgramId), "list");
        Scenario.Equal(1, programs.OnPeer.GetAttached("primary0").Programs.Count, "list of the peer");

        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo([1], new IPEndPoint(IPAddress.Parse("10.1.0.2"), NetkitPort));
        Scenario.Equal((12UL, 0UL), (skeleton.Bss.s_primary, skeleton.Bss.s_peer), "what the primary device sent");
        for (int i = 0; i < 3; i++)
        {
            sender.SendTo([1], new IPEndPoint(IPAddress.Parse("10.2.0.2"), NetkitPort));
        }

        Scenario.Equal((12UL, 3UL), (skeleton.Bss.s_primary, skeleton.Bss.s_peer), "what the peer sent");
        second.Detach();
        sender.SendTo([1], new IPEndPoint(IPAddress.Parse("10.1.0.2"), NetkitPort));
        Scenario.Equal(121UL, skeleton.Bss.s_primary, "what met the first program only");
        return $"{programs.OnPeer.Link}";
    }

    private static string AttachNetkit(string device)
    {
        using GuestPacketsSkeleton skeleton = GuestPacketsSkeleton.Open();
        skeleton.Programs.OnTraffic.ExpectedAttachType = AttachType.NetkitPrimary;
        skeleton.Load();
        return $"{skeleton.Programs.OnTraffic.Attach(device)}";
    }

    private static string CgroupPackets()
    {
        using GuestCgroup cgroup = new();
        using Datagrams datagrams = new();
        using GuestPacketsSkeleton skeleton = Load(datagrams);
        Link link = skeleton.Programs.OnSend.Attach(cgroup.Path);
        skeleton.Programs.OnReceive.Attach(cgroup.Path);
        datagrams.Send(1, 2, 3);
        Scenario.Equal((3UL, 3UL), (skeleton.Bss.s_sent, skeleton.Bss.s_received), "packets sent and received");
        skeleton.Detach();
        datagrams.Send(4);
        Scenario.Equal((3UL, 3UL), (skeleton.Bss.s_sent, skeleton.Bss.s_received), "packets after Detach");
        return link.ToString()!.Replace(cgroup.Path, "CGROUP", StringComparison.Ordinal);
    }

    private static string CgroupHook(string kindsPath)
    {
        using GuestCgroup cgroup = new();
        using BpfObject kinds = LoadKind(kindsPath, "on_bind");
        Link link = kinds.Programs.Get<CgroupProgram>("on_bind").Attach(cgroup.Path);
        Scenario.Equal(SocketError.Success, Bind(), "bind");
        kinds.Globals.Set(".bss", "refuses", 1);
        Scenario.Equal(SocketError.AccessDenied, Bind(), "bind that is refused");
        Scenario.Equal(2UL, kinds.Globals.Reference<ulong>(".bss", "calls"), "calls");
        link.Detach();
        Scenario.Equal(SocketError.Success, Bind(), "bind after Detach");
        return link.ToString()!.Replace(cgroup.Path, "CGROUP", StringComparison.Ordinal);
    }

    private static string SocketLookup(string kindsPath)
    {
        using Datagrams datagrams = new();
        using BpfObject kinds = LoadKind(kindsPath, "on_lookup");
        Link link = kinds.Programs.Get<NetworkNamespaceProgram>("on_lookup").Attach(OwnNamespace);
        datagrams.Send(1, 2, 3);
        Scenario.Equal(3UL, kinds.Globals.Reference<ulong>(".bss", "calls"), "calls");
        link.Detach();
        datagrams.Send(4);
        Scenario.Equal(3UL, kinds.Globals.Reference<ulong>(".bss", "calls"), "calls after Detach");
        return $"{link}";
    }

    private static SocketError Bind()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    private static GuestPacketsSkeleton Load(Datagrams datagrams)
    {
        GuestPacketsSkeleton skeleton = GuestPacketsSkeleton.Open();
        skeleton.Rodata.Port = datagrams.PortOnWire;
        skeleton.Load();
        return skeleton;
    }

    private static BpfObject LoadKind(string path, string only)
    {
        BpfObject kinds = BpfObject.Open(File.ReadAllBytes(path), "kinds");
        foreach (BpfProgram program in kinds.Programs)
        {
            program.AutoLoad = program.Name == only;
        }

        kinds.Load();
        return kinds;
    }

    private static string Apart(Func<string> check)
    {
        string report = "";
        OwnNetwork.Run(() =>
        {
            try
            {
                report = check();
            }
            catch (BpfException exception)
            {
                report = $"refused: {exception.Message.ReplaceLineEndings(" | ")}";
            }
        });
        return report;
    }
}
