using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>What programs of each kind may read and write in their contexts, against what the verifier of this kernel accepts.</summary>
public sealed partial class ContextRuleTests
{
    private const long SystemCall = 321; // __NR_bpf, x86-64
    private const int ProgramLoad = 5; // BPF_PROG_LOAD
    private const int Beyond = 16;

    // enum bpf_attach_type
    private static readonly Dictionary<string, uint> s_attachTypes = new()
    {
        ["cgroup_skb/ingress"] = 0, ["cgroup_skb/egress"] = 1, ["cgroup/sock_create"] = 2, ["sockops"] = 3, ["sk_skb/stream_parser"] = 4,
        ["sk_skb/stream_verdict"] = 5, ["cgroup/dev"] = 6, ["sk_msg"] = 7, ["cgroup/bind4"] = 8, ["cgroup/bind6"] = 9, ["cgroup/connect4"] = 10,
        ["cgroup/connect6"] = 11, ["cgroup/post_bind4"] = 12, ["cgroup/post_bind6"] = 13, ["cgroup/sendmsg4"] = 14, ["cgroup/sendmsg6"] = 15,
        ["flow_dissector"] = 17, ["cgroup/sysctl"] = 18, ["cgroup/recvmsg4"] = 19, ["cgroup/recvmsg6"] = 20, ["cgroup/getsockopt"] = 21,
        ["cgroup/setsockopt"] = 22, ["cgroup/getpeername4"] = 29, ["cgroup/getpeername6"] = 30, ["cgroup/getsockname4"] = 31, ["cgroup/getsockname6"] = 32,
        ["xdp/devmap"] = 33, ["cgroup/sock_release"] = 34, ["xdp/cpumap"] = 35, ["sk_lookup"] = 36, ["sk_skb/verdict"] = 38, ["sk_reuseport"] = 39,
        ["netfilter"] = 45, ["cgroup/connect_unix"] = 49, ["cgroup/sendmsg_unix"] = 50, ["cgroup/recvmsg_unix"] = 51, ["cgroup/getpeername_unix"] = 52,
        ["cgroup/getsockname_unix"] = 53,
    };

    // Where the table says more than every kernel and architecture has.
    private static readonly ContextLayout[] s_larger = [ContextLayouts.Registers, ContextLayouts.Sample];

    public static TheoryData<string> Sections => new(ProgramKinds.AtHooks.Where(static kind => ContextRules.Of(kind) is not null)
        .Select(static kind => kind.Section).Distinct());

    [Theory]
    [MemberData(nameof(Sections))]
    public void VerifierAcceptsWhatTheTableSays(string section)
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(RuntimeInformation.OSArchitecture == Architecture.X64, "this test makes system calls of x86-64");
        ProgramKind kind = ProgramKinds.AtHooks.First(kind => kind.Section == section);
        ContextRule rule = ContextRules.Of(kind)!;
        Instruction[] end = [new(0xB7, 0, 0, section is "lwt_xmit" or "flow_dissector" ? 0 : 1), new(0x95, 0, 0, 0)];
        KernelRequirement.Need(Loads(kind, end), $"this kernel does not load programs of {section}");
        List<string> wrong = [];
        for (int offset = 0; offset < rule.Layout.Size + Beyond; offset++)
        {
            foreach ((int size, byte code) in new (int, byte)[] { (1, 0x71), (2, 0x69), (4, 0x61), (8, 0x79) })
            {
                foreach (bool isWrite in new[] { false, true })
                {
                    Instruction access = isWrite ? new((byte)(code + 2), 0x21, (short)offset, 0) : new(code, 0x10, (short)offset, 0);
                    bool isAccepted = Loads(kind, [new(0xB7, 2, 0, 0), access, .. end]);
                    string? fault = rule.FaultOf(offset, size, isWrite);
                    if (isAccepted ? fault is not null : fault is null && !MayDiffer(rule, isWrite))
                    {
                        wrong.Add($"{(isWrite ? "write" : "read")} of {size} at {offset}: {fault ?? "allowed"}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void FieldsDoNotOverlap() => Assert.All(ContextRules.All.Select(static rule => rule.Layout).Distinct(), layout =>
    {
        Assert.Equal(layout.Fields.OrderBy(static field => field.Offset), layout.Fields);
        Assert.All(layout.Fields.Zip(layout.Fields.Skip(1)), static pair => Assert.True(pair.First.End <= pair.Second.Offset));
        Assert.True(layout.Fields[^1].End <= layout.Size);
    });

    [Fact]
    public void RowsNameFieldsOfTheirLayout() => Assert.All(ContextRules.All, rule =>
        Assert.All(rule.Hidden.Concat(rule.Writable), name => Assert.NotNull(rule.Layout.Find(name))));

    // Old kernels lack fields. The first argument of a writable raw tracepoint is a pointer, which is not read in parts from its beginning.
    private static bool MayDiffer(ContextRule rule, bool isWrite)
        => rule.ProgramType == "RAW_TRACEPOINT_WRITABLE" || s_larger.Contains(rule.Layout) || (isWrite && rule.ReadOnlyUntil is not null)
            || Environment.OSVersion.Version < new Version(6, 12);

    private static unsafe bool Loads(ProgramKind kind, Instruction[] instructions)
    {
        fixed (Instruction* code = instructions)
        fixed (byte* license = "GPL\0"u8)
        {
            LoadAttribute attribute = new()
            {
                Type = KernelProgramTypes.NumberOf(kind.ProgramType),
                Count = (uint)instructions.Length,
                Instructions = (ulong)code,
                License = (ulong)license,
                AttachType = s_attachTypes.GetValueOrDefault(kind.Section),
            };
            long descriptor = Call(SystemCall, ProgramLoad, &attribute, sizeof(LoadAttribute));
            return descriptor >= 0 && Close((int)descriptor) == 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static unsafe partial long Call(long number, long command, void* attribute, long size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(byte Code, byte Registers, short Offset, int Immediate);

    // union bpf_attr, BPF_PROG_LOAD
    private struct LoadAttribute
    {
        public uint Type, Count;
        public ulong Instructions, License;
        public uint LogLevel, LogSize;
        public ulong Log;
        public uint KernelVersion, Flags;
        public Name Name;
        public uint Interface, AttachType;
    }

    [InlineArray(16)]
    private struct Name
    {
        private byte _first;
    }
}
