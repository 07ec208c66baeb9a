using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0427: readers of packets and references into them after a call that changes the packet.</summary>
public sealed class PacketPointerTests
{
    [Fact]
    public Task StaleReadersAndReferences() => Xdp(
        """
        [Xdp] public static XdpAction Reader(XdpContext context)
        {
            PacketReader packet = context.Packet;
            if (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop;
            return {|#0:packet|}.TryRead(out EthernetHeader ethernet) && ethernet.Type == EtherType.IPv4 ? XdpAction.Pass : XdpAction.Drop;
        }

        [Xdp] public static XdpAction Reference(XdpContext context)
        {
            PacketReader packet = context.Packet;
            if (!packet.TryGetRef(out BpfRef<EthernetHeader> ethernet) || !context.TryAdjustHead(-8, out packet)) return XdpAction.Drop;
            {|#1:ethernet|}.Value.Type = EtherType.IPv4;
            return packet.TryRead(out EthernetHeader outer) && outer.Type == EtherType.IPv4 ? XdpAction.Pass : XdpAction.Drop;
        }

        [Xdp] public static XdpAction OfTheContext(XdpContext context)
        {
            if (!context.TryGetRef(0, out BpfRef<EthernetHeader> ethernet)) return XdpAction.Drop;
            ref EthernetHeader header = ref ethernet.Value;
            BpfHelpers.XdpAdjustTail(context.Pointer, -4);
            {|#2:header|}.Type = EtherType.IPv4;
            return XdpAction.Pass;
        }

        [Xdp] public static XdpAction Pointer(XdpContext context)
        {
            byte* data = context.Data;
            byte* end = context.DataEnd;
            if (data + 1 > end) return XdpAction.Drop;
            Shorten(context);
            return *{|#3:data|} == 1 ? XdpAction.Pass : XdpAction.Drop;
        }

        static void Shorten(XdpContext context) => Cut(context, -4);
        static void Cut(XdpContext context, int count) => context.TryAdjustTail(count, out _);

        [Xdp] public static XdpAction OnOnePath(XdpContext context)
        {
            PacketReader packet = context.Packet;
            if (!packet.TryRead(out EthernetHeader ethernet)) return XdpAction.Drop;
            if (ethernet.Type == EtherType.Vlan) context.TryPopVlan(out _, out _);
            PacketReader copy = packet;
            return {|#4:copy|}.TryRead(out Ipv4Header ip) && ip.Protocol == IpProtocol.Tcp ? XdpAction.Pass : XdpAction.Drop;
        }

        [Xdp] public static XdpAction InALoop(XdpContext context)
        {
            PacketReader packet = context.Packet;
            for (int i = 0; i < 4; i++)
            {
                if (!{|#5:packet|}.TrySkip(1) || !context.TryAdjustTail(-1, out _)) break;
            }
            return XdpAction.Pass;
        }

        static bool OfACaller(ref PacketReader packet, XdpContext context)
        {
            context.TryAdjustTail(-1, out _);
            return {|#6:packet|}.TrySkip(1);
        }

        [Xdp] public static XdpAction Caller(XdpContext context)
        {
            PacketReader packet = context.Packet;
            return OfACaller(ref packet, context) ? XdpAction.Pass : XdpAction.Drop;
        }
        """,
        Stale("packet", "TryAdjustHead", 0),
        Stale("ethernet", "TryAdjustHead", 1),
        Stale("header", "XdpAdjustTail", 2),
        Stale("data", "Shorten", 3),
        Stale("copy", "TryPopVlan", 4),
        Stale("packet", "TryAdjustTail", 5),
        Warning("BPF0427", Text("packet", "TryAdjustTail") + " (called from BPF program 'Caller': Caller → OfACaller)", 6));

    [Fact]
    public Task StaleInOtherPrograms() => Xdp(
        """
        [TrafficControl] public static TrafficControlAction Edited(TrafficControlContext context)
        {
            PacketReader packet = context.Packet;
            if (!packet.TryGetRef(out BpfRef<EthernetHeader> ethernet) || !packet.TryRead(out Ipv4Header ip)) return TrafficControlAction.Pass;
            if (!context.Editor.TryReplaceSource(14, ip, new Ipv4Address(10, 0, 0, 1))) return TrafficControlAction.Drop;
            return {|#0:ethernet|}.Value.Type == EtherType.IPv4 ? TrafficControlAction.Pass : TrafficControlAction.Drop;
        }

        [SkSkb(SkSkbHook.Verdict)] public static SkAction Pulled(SkSkbContext context)
        {
            if (!context.TryGetRef(0, out BpfRef<byte> first)) return SkAction.Drop;
            context.PullData(4);
            return {|#1:first|}.Value == 1 ? SkAction.Pass : SkAction.Drop;
        }

        [SkMsg] public static SkAction Pushed(SkMsgContext context)
        {
            if (!context.TryGetRef(0, out BpfRef<byte> first)) return SkAction.Drop;
            context.PushData(0, 4);
            return {|#2:first|}.Value == 1 ? SkAction.Pass : SkAction.Drop;
        }
        """,
        Stale("ethernet", "TryReplaceSource", 0),
        Stale("first", "PullData", 1),
        Stale("first", "PushData", 2));

    [Fact]
    public Task RightPrograms() => Xdp(
        """
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<uint, ulong> Counts = new();

        [Xdp] public static XdpAction ReadAgain(XdpContext context)
        {
            PacketReader packet = context.Packet;
            if (!packet.TryRead(out EthernetHeader ethernet)) return XdpAction.Drop;
            uint offset = packet.Offset;
            if (!context.TryAdjustHead(-8, out packet) || !packet.TryGetRef(out BpfRef<EthernetHeader> outer)) return XdpAction.Drop;
            outer.Value = ethernet;
            return packet.Offset == offset ? XdpAction.Pass : XdpAction.Drop;
        }

        [Xdp] public static XdpAction NumbersAndMaps(XdpContext context)
        {
            PacketReader packet = context.Packet;
            if (!Counts.TryGetRef(1, out BpfRef<ulong> count) || !packet.TryGetRef(out BpfRef<EthernetHeader> ethernet)) return XdpAction.Drop;
            EtherType type = ethernet.Value.Type;
            if (!context.TryAdjustTail(-4, out _)) return XdpAction.Drop;
            count.Value += packet.Offset;
            packet = context.Packet;
            return packet.TryRead(out EthernetHeader again) && again.Type == type ? XdpAction.Pass : XdpAction.Drop;
        }

        [Xdp] public static XdpAction OnLeavingPath(XdpContext context)
        {
            PacketReader packet = context.Packet;
            if (!packet.TryRead(out EthernetHeader ethernet)) return XdpAction.Drop;
            if (ethernet.Type == EtherType.Vlan)
            {
                context.TryPopVlan(out _, out _);
                return XdpAction.Pass;
            }
            return packet.TryRead(out Ipv4Header ip) && ip.Protocol == IpProtocol.Tcp ? XdpAction.Pass : XdpAction.Drop;
        }

        [Xdp] public static XdpAction InALoop(XdpContext context)
        {
            for (int i = 0; i < 4; i++)
            {
                PacketReader packet = context.Packet;
                if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.Vlan || !context.TryPopVlan(out _, out packet) || packet.IsAtEnd) break;
            }
            return XdpAction.Pass;
        }

        static bool Reload(ref PacketReader packet, XdpContext context) => context.TryAdjustTail(-1, out packet);

        [Xdp] public static XdpAction ReloadedInCall(XdpContext context)
        {
            PacketReader packet = context.Packet;
            return Reload(ref packet, context) && packet.TrySkip(1) ? XdpAction.Pass : XdpAction.Drop;
        }

        [TrafficControl] public static TrafficControlAction Copied(TrafficControlContext context)
        {
            PacketLoader<SocketBufferSource> packet = context.PacketWithFragments;
            if (!packet.TryRead(out EthernetHeader ethernet)) return TrafficControlAction.Pass;
            context.TryPushVlan(EtherType.Vlan, 1, out _);
            return packet.TryRead(out Ipv4Header ip) && ip.Protocol == IpProtocol.Tcp ? TrafficControlAction.Pass : TrafficControlAction.Drop;
        }

        [Xdp] public static XdpAction Written(XdpContext context)
        {
            PacketReader packet = context.Packet;
            uint value = 1;
            BpfHelpers.XdpStoreBytes(context.Pointer, 20, &value, 4);
            return packet.TrySkip(1) ? XdpAction.Pass : XdpAction.Drop;
        }
        """);

    private static Task Xdp(string members, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected)
        => Source($"using Bpf;\n[BpfObject(License = \"GPL\")] static unsafe class Packets\n{{\n{members}\n}}\n", expected);

    private static Microsoft.CodeAnalysis.Testing.DiagnosticResult Stale(string variable, string call, int mark) => Warning("BPF0427", Text(variable, call), mark);

    private static string Text(string variable, string call)
        => $"'{variable}' points into the packet as it was before '{call}' changed it; read the packet again from the context";
}
