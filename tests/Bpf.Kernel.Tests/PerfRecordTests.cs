using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Perf event arrays store nothing unless there is a reader.</summary>
public sealed class PerfRecordTests : IDisposable
{
    private readonly CTarget _target;

    public PerfRecordTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
    }

    public void Dispose() => _target.Dispose();

    [Fact]
    public void RecordsSentBeforeTheBufferIsFirstUsedArrive()
    {
        using CommandedProcess traced = new(_target.Path);
        using PerfRecordsSkeleton skeleton = PerfRecordsSkeleton.Open();
        skeleton.Load();
        skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add"));
        traced.Ask("add 5");
        int records = skeleton.Maps.Events.Consume((int _, in long _) => { });
        Assert.Equal(5, records);
        Assert.Equal(0UL, skeleton.Maps.Events.LostRecords);
    }

    // The loader does not add a buffer to a map from which programs read counters: -ENOENT, not an unrelated count.
    [Fact]
    public void CountersAreLeftToUserSpace()
    {
        using CommandedProcess traced = new(_target.Path);
        using PerfRecordsSkeleton skeleton = PerfRecordsSkeleton.Open();
        skeleton.Load();
        skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add"));
        traced.Ask("add 1");
        Assert.Equal(-2, skeleton.Bss.s_error);
    }

    // Another process may be reading it.
    [Fact]
    public void ExistingMapIsLeftAlone()
    {
        using CommandedProcess traced = new(_target.Path);
        using PerfRecordsSkeleton first = PerfRecordsSkeleton.Open();
        first.Load();
        using PerfRecordsSkeleton second = PerfRecordsSkeleton.Open();
        second.Object.Maps["Events"].Reuse(first.Object.Maps["Events"]);
        second.Load();
        second.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add"));
        traced.Ask("add 3");
        Assert.Equal(3, first.Maps.Events.Consume((int _, in long _) => { }));
    }
}
