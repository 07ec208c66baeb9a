using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Refusals of programs in C# are explained in the terms of C#.</summary>
public sealed class VerifierExplanationTests
{
    [Theory]
    [InlineData("[BtfTracepoint(\"tcp_send_reset\")] public static void Run(sock* s, sk_buff* p) { s_sink = p->len; }", "may be null", "if (pointer == null)")]
    [InlineData("[RawTracepoint(\"task_rename\")] public static void Run(RawTracepointContext c) { s_sink = *(long*)c.Argument(0); }", "number is used as an address", "BpfHelpers.TryReadUser")]
    [InlineData("[CgroupSkbIngress] public static int Run(CgroupSkbContext c) => (int)c.Length;", "its kind allows only", "verdict enum")]
    [InlineData("[BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<long> Ring = new(); "
        + "[SocketFilter] public static int Run(SocketFilterContext c) { if (Ring.TryReserve(out BpfRef<long> r)) r.Value = 1; return 0; }",
        "not released on this path", "Submit or discard")]
    [InlineData("[SocketFilter] public static int Run(SocketFilterContext c) { int i = 0; while (true) { if (s_sink == i) continue; i += 2; } }", "", "BpfHelpers.Loop")]
    public void CauseAndRemedyAreNamed(string program, string cause, string remedy)
    {
        KernelRequirement.NeedRoot();
        ReadOnlyMemory<byte> elf = KernelRun.Object($"static long s_sink; {program}").Bytes;
        using BpfObject bpf = BpfObject.Open(elf, "Sample");
        VerifierException exception = Assert.Throws<VerifierException>(bpf.Load);
        Assert.Contains(cause, exception.Explanation, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Suggestion, StringComparison.Ordinal);
    }
}
