using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Tracing;

/// <summary>Records of tracepoint programs that clang compiled.</summary>
public sealed class TracepointRecordTests
{
    [Fact]
    public void OnlyWhatIsReadWronglyIsRefused()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(CObject.Compile("tracepoint_records"), "records");
        bpf.Load();
        foreach (string name in new[] { "right", "system_call", "relocated", "untyped", "combined" })
        {
            Assert.NotNull(bpf.Programs[name].Attach());
        }

        TracepointLayoutException exception = Assert.Throws<TracepointLayoutException>(bpf.Programs["wrong"].Attach);
        Assert.Equal(("wrong", "task:task_rename"), (exception.Subject, exception.Target));
        Assert.Equal(["pid", "oom_score_adj"], exception.Members);
        Assert.Null(bpf.Programs["wrong"].Link);
    }
}
