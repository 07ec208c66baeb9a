using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary><c>throw new BpfAbortException(result)</c> ends the program, and the conditions that lead there stay.</summary>
public sealed class AbortTests
{
    private const string Call = "public struct Call { public long A; public long B; public long Result; } static long s_sum;\n";

    // The number of this process is in B when the program runs: cases are found in a process of their own.
    public static TheoryData<string, long, uint> Programs => new()
    {
        { "if (call.A > 3) throw new BpfAbortException(7); return 1;", 3, 1 },
        { "if (call.A > 3) throw new BpfAbortException(7); return 1;", 4, 7 },
        { "return (int)Checked(call.A);", 15, 15 },
        { "return (int)Checked(call.A);", 16, 9 },
        { "return (int)Deep(call.A) + 1;", 2, 5 },
        { "return (int)Deep(call.A) + 1;", 200, 11 },
        { "return call.A switch { 1 => 10, 2 => 20, _ => throw new BpfAbortException(call.A + 100) };", 2, 20 },
        { "return call.A switch { 1 => 10, 2 => 20, _ => throw new BpfAbortException(call.A + 100) };", 5, 105 },
        // The index is in range only because the program ends otherwise.
        { "long* table = stackalloc long[16]; for (int i = 0; i < 16; i++) table[i] = i * 2; return (int)table[Checked(call.A)];", 4, 8 },
        { "long* table = stackalloc long[16]; for (int i = 0; i < 16; i++) table[i] = i * 2; return (int)table[Checked(call.A)];", 99, 9 },
        // The finally blocks of the method run.
        { "using (KernelScope.Rcu()) { if (call.A > 3) throw new BpfAbortException(6); } return 1;", 4, 6 },
        { "using (KernelScope.Rcu()) { if (call.A > 3) throw new BpfAbortException(6); } return 1;", 3, 1 },
        { "foreach (int i in KernelIterators.Range(0, 100)) { if (i == call.A) throw new BpfAbortException(i); } return 1000;", 42, 42 },
        { "foreach (int i in KernelIterators.Range(0, 100)) { if (i == call.A) throw new BpfAbortException(i); } return 1000;", 420, 1000 },
        { "task_struct* p = KernelFunctions.bpf_task_from_pid((int)call.B); if (p == null) return 1; try { using (KernelScope.NoPreemption()) { if (p->tgid == call.B) throw new BpfAbortException(5); } } finally { KernelFunctions.bpf_task_release(p); } return 2;", 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void EndsTheProgram(string statements, long argument, uint expected)
    {
        KernelRequirement.NeedRoot();
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            ReadOnlyMemory<byte> elf = KernelRun.Object($$"""
                {{Call}}
                [SyscallProgram] public static int Run(ref Call call) { {{statements}} }
                static long Checked(long index) => index is >= 0 and < 16 ? index : throw new BpfAbortException(9);
                static long Deep(long value) => Deeper(value + 1) + 1;
                [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
                static long Deeper(long value) { if (value > 100) { s_sum++; throw new BpfAbortException(11); } return value; }
                """, optimization).Bytes;
            LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
            using BpfObject bpf = BpfObject.Open(elf, "Sample");
            bpf.Load();
            Assert.Equal(expected, Result(bpf, argument));
        }
    }

    private static uint Result(BpfObject bpf, long argument)
    {
        long[] context = [argument, Environment.ProcessId, 0];
        return bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(context)).ReturnValue;
    }

    [Fact]
    public void FinallyBlocksRunOnceBeforeTheEnd() => KernelRun.Syscall(Call + """
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            try
            {
                try
                {
                    if (call.A > 3)
                        throw new BpfAbortException(1);
                    call.Result = 1000;
                }
                finally
                {
                    call.Result = call.Result * 10 + 1;
                }
            }
            finally
            {
                call.Result = call.Result * 10 + 2;
            }
            return 0;
        }
        """,
        [4, 0, 0], after => Assert.Equal(12, after[2]));

    [Fact]
    public void APacketGetsItsVerdict()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(KernelRun.Object("""
            [Xdp] public static XdpAction Run(XdpContext context) => Length(context) > 100 ? XdpAction.Pass : XdpAction.Transmit;
            static long Length(XdpContext context) => context.TryGetRef<byte>(100, out _) ? 101 : context.TryGetRef<byte>(64, out _) ? 65 : throw new BpfAbortException((long)XdpAction.Drop);
            """).Bytes, "Sample");
        bpf.Load();
        Assert.Equal((uint)XdpAction.Drop, bpf.Programs["Run"].TestRun(new byte[60]).ReturnValue);
        Assert.Equal((uint)XdpAction.Transmit, bpf.Programs["Run"].TestRun(new byte[80]).ReturnValue);
        Assert.Equal((uint)XdpAction.Pass, bpf.Programs["Run"].TestRun(new byte[128]).ReturnValue);
    }
}
