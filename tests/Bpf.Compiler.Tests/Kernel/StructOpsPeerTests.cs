using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Objects with tables of functions load with libbpf: 1.2 or newer, which knows tables that a link registers.</summary>
public sealed class StructOpsPeerTests
{
    [Fact]
    public void CongestionControlLoadsWithLibbpf()
    {
        KernelRequirement.NeedRoot();
        CompiledObject compiled = KernelRun.Object("""
            static ulong s_losses;
            [StructOps("tcp_congestion_ops", Name = "by_bpftool")]
            public static class Control
            {
                const uint Flags = 1;
                static void CongAvoid(sock* socket, uint ack, uint acked) => ((tcp_sock*)socket)->snd_cwnd = 40;
                static uint Ssthresh(sock* socket)
                {
                    s_losses++;
                    return 2;
                }
                static uint UndoCwnd(sock* socket) => ((tcp_sock*)socket)->snd_cwnd;
            }
            """);
        LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = compiled.Bytes });
    }
}
