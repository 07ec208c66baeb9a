namespace Bpf.Analyzers.Tests;

/// <summary>BPF0005: slips in targets.</summary>
public class TargetTests
{
    [Theory]
    [InlineData("[Uprobe({|BPF0005:\"libc: malloc\"|})] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe({|BPF0005:\"libc::malloc\"|})] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe({|BPF0005:\"libc:malloc()\"|})] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe(\"app:Shape::operator+(Shape const&)\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe(\"app:main.(*Server).Handle\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[UprobeSession({|BPF0005:\"libc:malloc+4\"|})] static SessionAction Run(UprobeSessionContext c) => SessionAction.RunAtReturn;")]
    [InlineData("[Kprobe({|BPF0005:\"do_unlinkat \"|})] static int Run(KprobeContext c) => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"sched: sched_switch\"|})] static int Run(TracepointContext c) => 0;")]
    public Task Targets(string members) => Verify.Program("", members);
}
