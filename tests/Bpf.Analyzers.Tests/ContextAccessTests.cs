using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0428 and BPF0438: accesses through the pointer to a context.</summary>
public sealed class ContextAccessTests
{
    [Theory]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0428:*(uint*)context.Pointer|} = 64;")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0438:((uint*)context.Pointer)[48]|}.Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "uint* words = (uint*)context.Pointer; words[2] = 7; {|BPF0428:words[17]|} = 7;")]
    [InlineData("TcxIngress", "TrafficControlContext", "byte* bytes = (byte*)context.Pointer; {|BPF0428:bytes[8]|} = 7;")]
    [InlineData("TcxIngress", "TrafficControlContext", "byte* bytes = (byte*)context.Pointer; Use({|BPF0438:*(uint*)(bytes + 2)|});")]
    [InlineData("TcxIngress", "TrafficControlContext", "Use({|BPF0438:*(ulong*)context.Pointer|});")]
    [InlineData("TcxIngress", "TrafficControlContext", "uint* at = (uint*)context.Pointer; at += 50; Use({|BPF0438:*at|});")]
    [InlineData("TcxIngress", "TrafficControlContext", "uint* at = (uint*)context.Pointer; at--; Use({|BPF0438:*at|});")]
    [InlineData("TcxIngress", "TrafficControlContext", "int index = 20; index *= 3; ((uint*)context.Pointer)[2]++; "
        + "{|BPF0438:((uint*)context.Pointer)[index]|}.Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0428:((uint*)context.Pointer)[10]|} |= 1;")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0428:((uint*)context.Pointer)[4]|} = context.Length > 3 ? 1u : 2;")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0428:Volatile.Write(ref ((uint*)context.Pointer)[4], 1)|};")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0438:Unsafe.Read<uint>((byte*)context.Pointer + 256)|}.Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0428:Unsafe.Write((byte*)context.Pointer + 4, 5u)|};")]
    [InlineData("TcxIngress", "TrafficControlContext", "ref uint length = ref *(uint*)context.Pointer; {|BPF0428:length|} = 4;")]
    [InlineData("TcxIngress", "TrafficControlContext", "{|BPF0438:Unsafe.Add(ref *(uint*)context.Pointer, 60)|}.Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "Word(context, 3).Use(); Word(context, 99).Use();", "{|BPF0438:((uint*)context.Pointer)[index]|}")]
    [InlineData("TcxIngress", "TrafficControlContext", "At((uint*)context.Pointer + 48).Use();", "((uint*)context.Pointer)[index]", "{|BPF0438:*word|}")]
    [InlineData("TcxIngress", "TrafficControlContext", "static uint* Words(TrafficControlContext inner) => (uint*)inner.Pointer; "
        + "{|BPF0438:Words(context)[64]|}.Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "((Packet*)context.Pointer)->Mark = 3; {|BPF0428:((Packet*)context.Pointer)->Length|} = 3;")]
    [InlineData("CgroupSkbEgress", "CgroupSkbContext", "((uint*)context.Pointer)[8] = 1; {|BPF0428:((uint*)context.Pointer)[3]|} = 1;")]
    [InlineData("CgroupSkbEgress", "CgroupSkbContext", "{|BPF0438:((uint*)context.Pointer)[35]|}.Use();")]
    [InlineData("Xdp", "XdpContext", "{|BPF0428:((uint*)context.Pointer)[4]|} = 1; {|BPF0438:((uint*)context.Pointer)[5]|}.Use();")]
    [InlineData("Xdp", "XdpContext", "Use({|BPF0438:*(ushort*)context.Pointer|});")]
    [InlineData("XdpDevmap", "XdpDevmapContext", "((uint*)context.Pointer)[5].Use(); {|BPF0438:((uint*)context.Pointer)[6]|}.Use();")]
    [InlineData("Uprobe(\"libc:exit\")", "UprobeContext", "ulong* registers = (ulong*)context.Pointer; {|BPF0428:registers[14]|} = 0;")]
    [InlineData("Kprobe(\"do_exit\")", "KprobeContext", "{|BPF0428:*(ulong*)context.Pointer|} = 0;")]
    [InlineData("PerfEvent(SoftwareEvent.CpuClock, Frequency = 99)", "PerfEventContext", "Use({|BPF0438:*(uint*)context.Pointer|});")]
    [InlineData("CgroupSocketAddress(CgroupSocketAddressHook.Connect4)", "CgroupSocketAddressContext", "{|BPF0428:((uint*)context.Pointer)[2]|} = 1;")]
    [InlineData("CgroupSocket(CgroupSocketHook.PostBind4)", "CgroupSocketContext", "{|BPF0428:((uint*)context.Pointer)[4]|} = 1;")]
    [InlineData("CgroupSysctl", "CgroupSysctlContext", "{|BPF0428:*(uint*)context.Pointer|} = 1; ((uint*)context.Pointer)[1] = 0;")]
    [InlineData("SkLookup", "SkLookupContext", "{|BPF0428:*(ulong*)context.Pointer|} = 0;")]
    [InlineData("SockOps", "SockOpsContext", "{|BPF0428:((uint*)context.Pointer)[2]|} = 0; ((uint*)context.Pointer)[1] = 1;")]
    [InlineData("RawTracepoint(\"sys_enter\")", "RawTracepointContext", "{|BPF0438:((ulong*)context.Pointer)[12]|}.Use();")]
    public Task Wrong(string attribute, string context, string statements, string word = "((uint*)context.Pointer)[index]", string at = "*word")
        => Program(attribute, context, statements, word, at);

    [Theory]
    [InlineData("TcxIngress", "TrafficControlContext", "uint* words = (uint*)context.Pointer; words[2] = words[0]; words[8] = words[10]; words[12] = 1;")]
    [InlineData("TcxIngress", "TrafficControlContext", "((byte*)context.Pointer)[16].Use(); ((ushort*)context.Pointer)[9].Use(); "
        + "((byte*)context.Pointer)[50] = 3;")]
    [InlineData("TcxIngress", "TrafficControlContext", "((ulong*)context.Pointer)[19] = 5; ((ulong*)context.Pointer)[21].Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "for (int i = 0; i < 4; i++) ((uint*)context.Pointer)[12 + i] = (uint)i;")]
    [InlineData("TcxIngress", "TrafficControlContext", "int i = 2; if (context.Length > 3) i = 99; if (i < 5) ((uint*)context.Pointer)[i].Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "Choose(context, true).Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "uint* at = (uint*)context.Pointer + 60; at -= 58; (*at).Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "byte* data = context.Data; if (data + 300 <= context.DataEnd) { data[299].Use(); data[0] = 1; }")]
    [InlineData("TcxIngress", "TrafficControlContext", "uint copy = *(uint*)context.Pointer; uint* p = &copy; *p = 3; p[0].Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "_ = ((uint*)context.Pointer)[99]; ref uint far = ref ((uint*)context.Pointer)[99];")]
    [InlineData("TcxIngress", "TrafficControlContext", "((Packet*)context.Pointer)->Mark = ((Packet*)context.Pointer)->Length; "
        + "Packet packet = *(Packet*)context.Pointer; packet.Length.Use();")]
    [InlineData("TcxIngress", "TrafficControlContext", "long bytes = BpfHelpers.SkbPullData(context.Pointer, 64); ((uint)bytes).Use();")]
    [InlineData("Xdp", "XdpContext", "((uint*)context.Pointer)[4].Use(); uint* words = (uint*)context.Pointer; (words[1] - words[0]).Use();")]
    [InlineData("Uprobe(\"libc:exit\")", "UprobeContext", "ulong* registers = (ulong*)context.Pointer; ((uint)registers[14]).Use(); "
        + "((byte*)registers)[3].Use();")]
    [InlineData("CgroupSocketAddress(CgroupSocketAddressHook.Connect4)", "CgroupSocketAddressContext", "((uint*)context.Pointer)[1] = 1; "
        + "((uint*)context.Pointer)[6] = 1;")]
    [InlineData("CgroupSocketAddress(CgroupSocketAddressHook.Connect6)", "CgroupSocketAddressContext", "((ulong*)context.Pointer)[1] = 1; "
        + "((uint*)context.Pointer)[5] = 1;")]
    public Task Right(string attribute, string context, string statements)
        => Program(attribute, context, statements, "((uint*)context.Pointer)[index]", "*word");

    [Theory]
    [InlineData("6.18", true)]
    [InlineData("6.19", false)]
    [InlineData("7.3", false)]
    public Task RegistersOfProbesDependOnTheKernel(string minimum, bool isWrong) => WithProperty("BpfMinKernel", minimum, $$"""
        using Bpf;

        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            [Uprobe("libc:exit")]
            static int OnExit(UprobeContext context)
            {
                {{(isWrong ? "{|BPF0428:((ulong*)context.Pointer)[14]|}" : "((ulong*)context.Pointer)[14]")}} = 0;
                return 0;
            }

            [Kprobe("do_exit")]
            static int OnKernelExit(KprobeContext context)
            {
                {|BPF0428:((ulong*)context.Pointer)[14]|} = 0;
                return 0;
            }
        }
        """);

    [Fact]
    public Task MessagesSayWhatIsPossible() => Source(
        """
        using Bpf;

        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            [TcxIngress]
            static TrafficControlAction OnPacket(TrafficControlContext context)
            {
                uint* words = (uint*)context.Pointer;
                {|#0:words[0]|} = 1;
                uint sum = {|#1:words[64]|} + {|#2:words[23]|};
                ulong wide = {|#3:*(ulong*)words|};
                return sum + wide > 3 ? TrafficControlAction.Next : TrafficControlAction.Pass;
            }

            [Uprobe("libc:exit")]
            static int OnExit(UprobeContext context)
            {
                {|#4:*(ulong*)context.Pointer|} = 0;
                return 0;
            }
        }
        """,
        Error("BPF0428", "'words[0]' writes 4 bytes at offset 0 of 'struct __sk_buff', of which such programs write only 'mark', 'queue_mapping', "
            + "'priority', 'tc_index', 'cb', 'tc_classid', 'tstamp'"),
        Error("BPF0438", "'words[64]' reads 4 bytes at offset 256 of 'struct __sk_buff', which has 192 bytes", 1),
        Error("BPF0438", "'words[23]' reads 4 bytes at offset 92 of 'struct __sk_buff', whose field 'remote_ip4' such programs may not read", 2),
        Error("BPF0438", "'*(ulong*)words' reads 8 bytes at offset 0 of 'struct __sk_buff', whose field 'len' at offset 0 is read "
            + "in pieces of at most 4 bytes", 3),
        Error("BPF0428", "'*(ulong*)context.Pointer' writes 8 bytes at offset 0 of 'struct pt_regs', which Linux 6.18 and older let no program write; "
            + "set BpfMinKernel to a later version, or return a value instead", 4));

    private static Task Program(string attribute, string context, string statements, string word, string at) => Source(
        $$"""
        using System;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using Bpf;

        struct Packet { public uint Length, Type, Mark, Queue; }

        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            [{{attribute}}]
            static int Run({{context}} context)
            {
                {{statements}}
                return 0;
            }

            static uint s_sum;

            static void Use(this ulong value) => s_sum += (uint)value;
            static void Use(this uint value) => s_sum += value;
            static void Use(this ushort value) => s_sum += value;
            static void Use(this byte value) => s_sum += value;
            static uint Word({{context}} context, int index) => {{word}};
            static uint At(uint* word) => {{at}};
            static uint Choose({{context}} context, bool isNear) => isNear ? ((uint*)context.Pointer)[0] : ((uint*)context.Pointer)[77];
        }
        """);
}
