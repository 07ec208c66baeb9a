using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0461: accesses to the packet behind what has been compared with its end.</summary>
public sealed class PacketBoundTests
{
    [Theory]
    [InlineData("return {|BPF0461:data[23]|} == 17 ? XdpAction.Drop : XdpAction.Pass;")]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; s_count += {|BPF0461:*(ushort*)(data + 36)|};")]
    [InlineData("if (data + 14 < end) return XdpAction.Pass; if ({|BPF0461:data[12]|} == 8 && data[13] == 6) s_count++;")]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; s_count += {|BPF0461:*(uint*)(data + 31)|};")]
    [InlineData("if (end >= data + 20) s_count += {|BPF0461:data[20]|};")]
    [InlineData("if (end - data < 34) return XdpAction.Pass; s_count += {|BPF0461:data[12]|};")]
    [InlineData("if (data < end) s_count += {|BPF0461:*data|};")]
    [InlineData("{|BPF0123:for|} (byte* p = data; p < end; p++) s_count += {|BPF0461:*p|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; Header* ip = (Header*)(data + 14); s_count += {|BPF0461:ip->Protocol|};")]
    [InlineData("Header* ip = (Header*)(data + 14); if ((byte*)(ip + 1) > end) return XdpAction.Pass; s_count += {|BPF0461:ip[1].Protocol|};")]
    [InlineData("Header* ip = (Header*)(data + 14); if ((byte*)ip + sizeof(Ports) > end) return XdpAction.Pass; s_count += {|BPF0461:ip->Destination|};")]
    [InlineData("bool isLong = data + 34 <= end; if (!isLong) s_count += {|BPF0461:data[33]|};")]
    [InlineData("if (data + 14 > end || {|BPF0461:data[14]|} == 0x45) s_count++;")]
    [InlineData("if (data + 15 <= end && data[14] == 0x45 && {|BPF0461:data[23]|} == 17) s_count++;")]
    [InlineData("if (context.IngressInterface != 1 && data + 24 > end) return XdpAction.Pass; s_count += {|BPF0461:data[23]|};")]
    [InlineData("byte* ip = data + 14; if (ip + 24 > end) return XdpAction.Pass; int n = (*ip & 15) * 4; s_count += {|BPF0461:*(ushort*)(ip + n + 2)|};")]
    [InlineData("byte* ip = data + 14; if (ip + 20 > end) return XdpAction.Pass; byte* udp = ip + (*ip & 15) * 4; if (udp + 8 > end) return "
        + "XdpAction.Pass; s_count += {|BPF0461:udp[8]|};")]
    [InlineData("byte* at = data + 12; if (at + 6 > end) return XdpAction.Pass; for (int i = 0; i < 3; i++) { if ({|BPF0461:at[0]|} != 0x81 "
        + "|| at[1] != 0) break; at += 4; } s_count += at[0];")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; {|BPF0461:data[14]|} = 1;")]
    [InlineData("if (data + 16 > end) return XdpAction.Pass; {|BPF0461:*(Header*)data|} = default;")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; {|BPF0461:data[20]|}++;")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; ref Header ip = ref *(Header*)(data + 14); s_count += {|BPF0461:ip.Protocol|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; Header ip = *(Header*)(data + 14); s_count += {|BPF0461:ip.Protocol|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; s_count += {|BPF0461:((Ipv4Header*)(data + 14))->TotalLength|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; s_count += {|BPF0461:Unsafe.ReadUnaligned<ushort>(data + 13)|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; s_count += {|BPF0461:Unsafe.AsRef<ushort>(data + 16)|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; byte kind = {|BPF0461:data[20]|}; s_count += kind;")]
    [InlineData("if (data + 42 > end) return XdpAction.Pass; if ({|BPF0461:IsVxlan(data + 34)|}) s_count++;")]
    [InlineData("if (!Has(data, 14, end)) return XdpAction.Pass; s_count += {|BPF0461:data[14]|};")]
    [InlineData("if (!HasEthernet(context)) return XdpAction.Pass; s_count += {|BPF0461:context.Data[14]|};")]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; if ({|BPF0461:Protocol(ref *(Header*)(data + 30))|} == 6) s_count++;")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; byte* at = data; Skip(ref at, 14); s_count += {|BPF0461:*at|};")]
    [InlineData("bool Is(byte* p) => p[0] == 8 && p[2] == 0; if (data + 14 > end) return XdpAction.Pass; if ({|BPF0461:Is(data + 12)|}) s_count++;")]
    [InlineData("if (data + 60 > end) return XdpAction.Pass; context.TryAdjustHead(-8, out _); byte* again = context.Data; s_count += {|BPF0461:*again|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; s_count += {|BPF0461:data[-1]|};")]
    [InlineData("if (data + 14 > end) return XdpAction.Pass; switch (data[12]) { case 8: s_count += {|BPF0461:data[23]|}; break; case 9: s_count++; break; }")]
    public Task Wrong(string statements) => Program(statements);

    [Theory]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; s_count += (uint)*(ushort*)(data + 32) + data[33];")]
    [InlineData("if (data + 34 <= end) s_count += data[33];")]
    [InlineData("if (end < data + 34) return XdpAction.Pass; s_count += data[33];")]
    [InlineData("if (end >= data + 14 && data[12] == 8) s_count++;")]
    [InlineData("if (data + 33 < end) s_count += data[32];")]
    [InlineData("if (!(data + 34 > end)) s_count += data[33];")]
    [InlineData("if ((ulong)data + 34 > (ulong)end) return XdpAction.Pass; s_count += data[33];")]
    [InlineData("if (data + 14 > end || data[12] != 8 || data[13] != 0) return XdpAction.Pass; byte* ip = data + 14; if (ip + 20 > end) "
        + "return XdpAction.Pass; s_count += ip[9];")]
    [InlineData("Header* ip = (Header*)(data + 14); if ((byte*)(ip + 1) > end) return XdpAction.Pass; s_count += ip->Protocol + (ulong)ip->Destination;")]
    [InlineData("Header* ip = (Header*)(data + 14); if ((byte*)ip + sizeof(Header) > end) return XdpAction.Pass; Header copy = *ip; s_count "
        + "+= copy.Destination;")]
    [InlineData("if (data + 14 + Unsafe.SizeOf<Header>() > end) return XdpAction.Pass; ref Header ip = ref *(Header*)(data + 14); s_count += ip.Destination;")]
    [InlineData("bool isShort = data + 34 > end; if (isShort) return XdpAction.Pass; s_count += data[33];")]
    [InlineData("bool isIp = data + 34 <= end && data[12] == 8; if (isIp) s_count += data[33];")]
    [InlineData("bool isIp = false; if (data + 34 <= end) isIp = data[12] == 8; if (isIp) s_count += data[33];")]
    [InlineData("byte first = data[12]; if (data + 14 > end) return XdpAction.Pass; s_count += first;")]
    [InlineData("_ = &((Header*)data)->Protocol; byte* p = &data[40]; if (p > end) return XdpAction.Pass; s_count += p[-1];")]
    [InlineData("byte* ip = data + 14; if (ip + 20 > end) return XdpAction.Pass; byte* udp = ip + (*ip & 15) * 4; if (udp + 8 > end) return "
        + "XdpAction.Pass; s_count += udp[7];")]
    [InlineData("byte* ip = data + 14; if (ip + 40 > end) return XdpAction.Pass; int n = *ip & 15; if (n != 5) return XdpAction.Pass; s_count "
        + "+= ip[n * 4 + 3];")]
    [InlineData("byte* at = data + 12; for (int i = 0; i < 3; i++) { if (at + 4 > end) return XdpAction.Pass; if (at[0] != 0x81 || at[1] != "
        + "0) break; at += 4; } if (at + 2 <= end) s_count += at[1];")]
    [InlineData("byte* at = data + 12; if (at + 18 > end) return XdpAction.Pass; for (int i = 0; i < 4; i++) { if (at[0] != 0x81) break; at "
        + "+= 4; } s_count += at[1];")]
    [InlineData("for (int i = 0; i < 40; i++) { if (data + i + 1 > end) break; s_count += data[i]; }")]
    [InlineData("if (data + 42 > end) return XdpAction.Pass; for (int i = 0; i < 42; i++) s_count += data[i];")]
    [InlineData("uint kind = context.IngressInterface; if (kind == 3 && data + 24 > end) return XdpAction.Pass; if (kind == 3) s_count += data[23];")]
    [InlineData("bool isLarge = s_count > 5; if (isLarge && data + 24 > end) return XdpAction.Pass; if (isLarge) s_count += data[23];")]
    [InlineData("int need = 20; if (data + 14 <= end && data[12] == 8) need = 40; if (data + need > end) return XdpAction.Pass; s_count += data[19];")]
    [InlineData("if (data + 43 > end) return XdpAction.Pass; if (IsVxlan(data + 34)) s_count++;")]
    [InlineData("if (!Has(data, 34, end)) return XdpAction.Pass; s_count += data[33];")]
    [InlineData("if (!HasEthernet(context)) return XdpAction.Pass; s_count += data[13];")]
    [InlineData("byte* at = data; if (!TrySkip(ref at, 14, end) || !TrySkip(ref at, 20, end)) return XdpAction.Pass; s_count += at[-1];")]
    [InlineData("bool Ends(int count) => data + count > end; if (Ends(34)) return XdpAction.Pass; s_count += data[33];")]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; if (Protocol(ref *(Header*)(data + 14)) == 6) s_count++;")]
    [InlineData("Cursor cursor = new() { At = data, End = end }; if (!cursor.Has(34)) return XdpAction.Pass; s_count += (uint)cursor.At[33] + data[33];")]
    [InlineData("if (data + Offset + 4 > end) return XdpAction.Pass; s_count += data[Offset + 3];")]
    [InlineData("if (data + 100 > end) return XdpAction.Pass; s_count += *(data + Offset);")]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; if (!context.TryAdjustHead(-8, out _)) return XdpAction.Drop; data = "
        + "context.Data; end = context.DataEnd; if (data + 8 > end) return XdpAction.Drop; data[7] = 1;")]
    [InlineData("byte* p = s_count > 3 ? data : data + 14; if (p + 20 > end) return XdpAction.Pass; s_count += p[19];")]
    [InlineData("if (data + 34 > end) return XdpAction.Pass; data[20]++; data[21] += 4; *(uint*)(data + 30) = 1; data[0] = s_count > 2 ? (byte)1 : (byte)2;")]
    public Task Right(string statements) => Program(statements);

    [Fact]
    public Task MessageSaysWhatHasBeenCompared() => Program(
        """
        if (data + 14 > end) return XdpAction.Pass;
        if ({|#0:data[14]|} != 0x45) return XdpAction.Drop;
        byte* ip = data + 14;
        if ({|#1:ip[(*data & 15) * 4]|} == 1) return XdpAction.Drop;
        """,
        Refused("'data[14]' is in the first 15 bytes of the packet, of which 14 have been compared with the end", 0),
        Refused("'ip[(*data & 15) * 4]' is in the first 15 bytes behind a variable offset in the packet, "
            + "of which none has been compared with the end", 1));

    [Fact]
    public Task MessageNamesWhatAMethodReads() => Program(
        "if (data + 42 > end) return XdpAction.Pass; if ({|#0:IsVxlan(data + 34)|}) s_count++;",
        Refused("'udp[8]', which 'IsVxlan(data + 34)' reads, is in the first 43 bytes of the packet, of which 42 have been compared with the end", 0));

    [Fact]
    public Task MessageSaysWhatTheVerifierDoesNotFollow() => Program(
        "if (end - data < 34) return XdpAction.Pass; s_count += {|#0:data[0]|};",
        Refused("'data[0]' is in the first byte of the packet, of which 0 have been compared in a way that the verifier follows: "
            + "write 'data + N > end', not 'end - data < N' or 'data >= end'", 0));

    private static Microsoft.CodeAnalysis.Testing.DiagnosticResult Refused(string cause, int mark) => Error("BPF0461",
        cause + "; the verifier refuses the program; return first when the pointer behind the last byte is greater than DataEnd", mark);

    private static Task Program(string statements, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected) => Source(
        $$"""
        using System;
        using System.Runtime.CompilerServices;
        using Bpf;

        [BpfObject(License = "GPL")]
        public static unsafe class Packets
        {
            public struct Ports { public ushort Source, Destination; }
            public struct Header { public uint First, Second; public byte TimeToLive, Protocol; public ushort Sum; public uint Source, Destination; }
            ref struct Cursor { public byte* At, End; public readonly bool Has(int count) => At + count <= End; }

            static ulong s_count;
            static readonly int Offset = 20;

            static bool IsVxlan(byte* udp) => udp[2] == 0x12 && udp[3] == 0xb5 && (udp[8] & 8) != 0;
            static bool Has(byte* start, int count, byte* end) => start + count <= end;
            static bool HasEthernet(XdpContext context) => context.Data + 14 <= context.DataEnd;
            static int Protocol(ref Header header) => header.Protocol;
            static void Skip(ref byte* at, int count) => at += count;

            static bool TrySkip(ref byte* at, int count, byte* end)
            {
                at += count;
                return at <= end;
            }

            [Xdp]
            public static XdpAction OnPacket(XdpContext context)
            {
                byte* data = context.Data, end = context.DataEnd;
                {{statements}}
                return XdpAction.Pass;
            }
        }
        """,
        expected);
}
