using Bpf.Runtime;
using Bpf.Runtime.Syscalls;

namespace Bpf.Benchmarks.Clang;

/// <summary>The kernel measures the runs of BPF programs while this exists (<c>BPF_ENABLE_STATS</c>, kernel 5.8).</summary>
internal sealed class RunStatistics : IDisposable
{
    private readonly BpfHandle _handle;

    public RunStatistics()
    {
        uint type = 0; // BPF_STATS_RUN_TIME
        Errno error = BpfCall.Open(BpfCommand.EnableStatistics, ref type, sizeof(uint), out _handle);
        Assert.Equal(Errno.None, error);
    }

    public void Dispose() => _handle.Dispose();
}
