using Bpf.CodeFixes.Proven;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of accesses to the packet.</summary>
public sealed class PacketFixTests
{
    [Theory]
    [InlineData("return {|BPF0461:data[23]|} == 17 ? XdpAction.Drop : XdpAction.Pass;",
        "if (data + 24 > end)\n    return XdpAction.Pass;\nreturn data[23] == 17 ? XdpAction.Drop : XdpAction.Pass;")]
    [InlineData("if (data + 34 > end)\n    return XdpAction.Drop;\ns_count += {|BPF0461:*(ushort*)(data + 36)|}; // port",
        "if (data + 34 > end)\n    return XdpAction.Drop;\nif (data + 38 > end)\n    return XdpAction.Drop;\ns_count += *(ushort*)(data + 36); // port")]
    [InlineData("if (data < end)\n    s_count += {|BPF0461:*data|};",
        "if (data < end)\n{\n    if (data + 1 > end)\n        return XdpAction.Pass;\n    s_count += *data;\n}")]
    [InlineData("if (data + 14 > end) return XdpAction.Aborted; Header* ip = (Header*)(data + 14); s_count += {|BPF0461:ip->Protocol|};",
        "if (data + 14 > end) return XdpAction.Aborted; Header* ip = (Header*)(data + 14); if (ip + 1 > end) return XdpAction.Aborted; s_count += ip->Protocol;")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass;\ns_count += {|BPF0461:((Header*)(data + 14))->Protocol|} + data[15];",
        "if (data + 14 > end) return XdpAction.Pass;\nif (data + 14 + sizeof(Header) > end)\n    return XdpAction.Pass;\ns_count += ((Header*)(data + 14))->Protocol + data[15];")]
    [InlineData("byte* ip = data + 14;\nif (ip + 20 > end)\n    return XdpAction.Pass;\nbyte* udp = ip + (ip[0] & 15) * 4;\n// The port.\nif ({|BPF0461:*(ushort*)(udp + 2)|} == 0x3500)\n    return XdpAction.Drop;",
        "byte* ip = data + 14;\nif (ip + 20 > end)\n    return XdpAction.Pass;\nbyte* udp = ip + (ip[0] & 15) * 4;\nif (udp + 4 > end)\n    return XdpAction.Pass;\n// The port.\nif (*(ushort*)(udp + 2) == 0x3500)\n    return XdpAction.Drop;")]
    [InlineData("if (data + 42 > end)\n    return XdpAction.Pass;\nif ({|BPF0461:IsVxlan(data + 34)|})\n    s_count++;",
        "if (data + 42 > end)\n    return XdpAction.Pass;\nif (data + 43 > end)\n    return XdpAction.Pass;\nif (IsVxlan(data + 34))\n    s_count++;")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass;\nref Header ip = ref *(Header*)(data + 14);\ns_count += {|BPF0461:ip.Protocol|};",
        "if (data + 14 > end) return XdpAction.Pass;\nref Header ip = ref *(Header*)(data + 14);\nif (data + 14 + sizeof(Header) > end)\n    return XdpAction.Pass;\ns_count += ip.Protocol;")]
    public Task Bound(string before, string after) => Verify<PacketBoundFix>(Packets(before), Packets(after));

    /// <summary>What comes behind the access is reported only when that is right.</summary>
    [Fact]
    public Task AllBounds() => Verify<PacketBoundFix>(
        Packets("s_count += {|BPF0461:data[2]|};\nif (context.IngressInterface == 9)\n    s_count += data[12];"),
        Packets("""
            if (data + 3 > end)
                return XdpAction.Pass;
            s_count += data[2];
            if (context.IngressInterface == 9)
            {
                if (data + 13 > end)
                    return XdpAction.Pass;
                s_count += data[12];
            }
            """));

    [Fact]
    public Task BoundWithoutVariables() => Verify<PacketBoundFix>(
        Expression("=> {|BPF0461:context.Data[12]|} == 8 ? XdpAction.Drop : XdpAction.Pass;"),
        Expression("""

                {
                    if (context.Data + 13 > context.DataEnd)
                        return XdpAction.Pass;
                    return context.Data[12] == 8 ? XdpAction.Drop : XdpAction.Pass;
                }
            """.TrimEnd()).Replace("context) \n", "context)\n", StringComparison.Ordinal));

    private static string Packets(string statements) => $$"""
        [BpfObject]
        static unsafe class Probe
        {
            struct Header { public byte Version, Kind; public ushort Length; public byte Ttl, Protocol; }
            static long s_count;
            static bool IsVxlan(byte* udp) => udp[2] == 0x12 && udp[3] == 0xb5 && udp[8] == 8;

            [Xdp]
            static XdpAction Run(XdpContext context)
            {
                byte* data = context.Data;
                byte* end = context.DataEnd;
                {{statements.ReplaceLineEndings("\n        ")}}
                return XdpAction.Pass;
            }
        }
        """;

    [Theory]
    [InlineData("if (data + 14 > end)\n    return XdpAction.Drop;\nif (!context.TryAdjustHead(-8, out _))\n    return XdpAction.Drop;\n{|BPF0427:data|}[12] = 8; // IPv4",
        "if (data + 14 > end)\n    return XdpAction.Drop;\nif (!context.TryAdjustHead(-8, out _))\n    return XdpAction.Drop;\n"
        + "data = context.Data;\nend = context.DataEnd;\nif (data + 14 > end)\n    return XdpAction.Drop;\ndata[12] = 8; // IPv4")]
    [InlineData("Header* ip = (Header*)(data + 14);\nif (ip + 1 > end) return XdpAction.Drop;\nif (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop;\ns_count = {|BPF0427:ip|}->Ttl;",
        "Header* ip = (Header*)(data + 14);\nif (ip + 1 > end) return XdpAction.Drop;\nif (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop;\n"
        + "data = context.Data;\nip = (Header*)(data + 14);\nend = context.DataEnd;\nif (ip + 1 > end)\n    return XdpAction.Drop;\ns_count = ip->Ttl;")]
    [InlineData("if (data + 14 > context.DataEnd || !context.TryAdjustHead(-8, out _))\n    return XdpAction.Drop;\ns_count = {|BPF0427:data|}[12];",
        "if (data + 14 > context.DataEnd || !context.TryAdjustHead(-8, out _))\n    return XdpAction.Drop;\n"
        + "data = context.Data;\nif (data + 14 > context.DataEnd)\n    return XdpAction.Drop;\ns_count = data[12];")]
    [InlineData("if (!context.TryGetRef(0, out BpfRef<EthernetHeader> ethernet) || !context.TryAdjustTail(-4, out _))\n    return XdpAction.Drop;\n"
        + "{|BPF0427:ethernet|}.Value.Type = EtherType.IPv4;",
        "if (!context.TryGetRef(0, out BpfRef<EthernetHeader> ethernet) || !context.TryAdjustTail(-4, out _))\n    return XdpAction.Drop;\n"
        + "if (!context.TryGetRef(0, out ethernet))\n    return XdpAction.Pass;\nethernet.Value.Type = EtherType.IPv4;")]
    [InlineData("PacketReader packet = context.Packet;\nif (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop;\nif ({|BPF0427:packet|}.TryRead(out EthernetHeader frame) && frame.Type == EtherType.IPv4)\n    s_count++;",
        "PacketReader packet = context.Packet;\nif (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop;\npacket = context.Packet;\nif (packet.TryRead(out EthernetHeader frame) && frame.Type == EtherType.IPv4)\n    s_count++;")]
    [InlineData("PacketReader packet = context.Packet; packet.TrySkip(4); if (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop; {|BPF0427:packet|}.TrySkip(1);",
        "PacketReader packet = context.Packet; packet.TrySkip(4); if (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop; {|BPF0427:packet|}.TrySkip(1);")]
    public Task Stale(string before, string after) => Verify<StalePacketFix>(Packets(before), Packets(after));

    private static string Expression(string body) => $$"""
        [BpfObject]
        static unsafe class Probe
        {
            [Xdp]
            static XdpAction Run(XdpContext context) {{body}}
        }
        """;
}
